"""The schema, as steps that are only ever added at the end; the schema version is the number of steps done.

Texts, readings, figures, old versions and the log are append-only: triggers refuse to change or delete their rows.
Records and reports may change but are never deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]


def m001_keep_every_text(db: Database) -> None:
    """A report is known by place, year and title; each reading of it refers to the text that was read."""
    db.executescript("""
        CREATE TABLE reports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            district TEXT NOT NULL,
            district_code TEXT,
            year INTEGER NOT NULL,
            place_key TEXT NOT NULL,  -- the code, or the name of a place that has none
            title_key TEXT NOT NULL,  -- the title without place, year and punctuation
            UNIQUE (place_key, year, title_key)
        );
        CREATE TABLE texts (
            sha256 TEXT PRIMARY KEY,
            text TEXT NOT NULL
        );
        CREATE TABLE readings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            report_id INTEGER NOT NULL REFERENCES reports (id),
            sha256 TEXT NOT NULL REFERENCES texts (sha256),
            title TEXT NOT NULL,
            source TEXT NOT NULL,
            source_url TEXT,
            meeting_date TEXT,
            tracker_version TEXT NOT NULL,
            read_at TEXT NOT NULL
        );
        CREATE INDEX readings_of_report ON readings (report_id, id);
        CREATE VIEW current_readings AS
            SELECT * FROM readings AS latest
            WHERE id = (SELECT max(id) FROM readings WHERE report_id = latest.report_id);
    """)
    append_only(db, "texts")
    append_only(db, "readings")
    never_deleted(db, "reports")


def m002_keep_records_with_their_past(db: Database) -> None:
    """Targets and claims, exact decimals as text. A changed row leaves its old fields in record_versions."""
    db.executescript("""
        CREATE TABLE records (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            report_id INTEGER NOT NULL REFERENCES reports (id),
            reading_id INTEGER NOT NULL REFERENCES readings (id),  -- start and "end" count in its text
            role TEXT NOT NULL,
            indicator TEXT NOT NULL,
            indicator_key TEXT NOT NULL,
            quantity TEXT NOT NULL,
            value TEXT NOT NULL,
            value_max TEXT,
            unit TEXT NOT NULL,
            comparator TEXT NOT NULL,
            measure TEXT NOT NULL,
            direction TEXT NOT NULL,
            period_start TEXT NOT NULL,
            due TEXT NOT NULL,
            commitment TEXT,
            section TEXT NOT NULL,
            sentence TEXT NOT NULL,
            sentence_start INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            rules TEXT NOT NULL,  -- JSON, a list of names
            changed_at TEXT NOT NULL,
            withdrawn_at TEXT,
            withdrawn_reason TEXT
        );
        CREATE TABLE record_versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            record_id INTEGER NOT NULL REFERENCES records (id),
            replaced_at TEXT NOT NULL,
            fields TEXT NOT NULL  -- JSON, the row as it was
        );
        CREATE INDEX versions_of_record ON record_versions (record_id);
    """)
    keep_old_versions(db)
    append_only(db, "record_versions")
    never_deleted(db, "records")


def m003_record_figures(db: Database) -> None:
    """Outcomes that people record; a correction is one more row that names the row it corrects."""
    db.executescript("""
        CREATE TABLE actuals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            target_id INTEGER NOT NULL REFERENCES records (id),
            value TEXT NOT NULL,
            as_of TEXT NOT NULL,
            source TEXT,
            note TEXT,
            recorded_at TEXT NOT NULL,
            recorded_by TEXT,
            corrects INTEGER REFERENCES actuals (id)
        );
        CREATE INDEX actuals_of_target ON actuals (target_id);
    """)
    append_only(db, "actuals")


def m004_add_places(db: Database) -> None:
    """Places that the gazetteer lacks: development zones, towns, streets."""
    db.executescript("""
        CREATE TABLE places (
            code TEXT PRIMARY KEY,
            parent TEXT NOT NULL,
            name TEXT NOT NULL,
            full_name TEXT NOT NULL,
            until INTEGER,
            added_at TEXT NOT NULL,
            added_by TEXT NOT NULL,
            UNIQUE (parent, name)
        );
    """)


def m005_log_every_write(db: Database) -> None:
    """Who did what, when, by which command."""
    db.executescript("""
        CREATE TABLE log (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            by TEXT,
            action TEXT NOT NULL,
            command TEXT NOT NULL,  -- JSON, the words of the command line
            what TEXT NOT NULL  -- JSON
        );
    """)
    append_only(db, "log")


def m006_look_up_by_place_year_and_date(db: Database) -> None:
    """What `list` selects by, so that many reports stay quick."""
    db.executescript("""
        CREATE INDEX reports_by_code_and_year ON reports (district_code, year);
        CREATE INDEX reports_by_year ON reports (year);
        CREATE INDEX records_of_report ON records (report_id, role, start);
        CREATE INDEX records_by_due ON records (due);
    """)


def m007_tell_which_entry_of_the_log_wrote_what(db: Database) -> None:
    """So that `undo` finds what a command did. Rows of undone entries stay and are left out wherever state is read.

    Entries of one command share its `run`. What older trackers wrote has no entry and can't be undone.
    """
    entry = "log_id INTEGER REFERENCES log (id) DEFERRABLE INITIALLY DEFERRED"
    db.executescript(f"""
        ALTER TABLE log ADD COLUMN run INTEGER;  -- the first entry of the same command
        CREATE TABLE undos (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            log_id INTEGER NOT NULL REFERENCES log (id) DEFERRABLE INITIALLY DEFERRED,
            entry INTEGER NOT NULL REFERENCES log (id),
            is_undone INTEGER NOT NULL  -- 0 where an undo is itself undone
        );
        CREATE INDEX undos_of_entry ON undos (entry, id);
        CREATE VIEW undone AS
            SELECT entry FROM undos AS last
            WHERE is_undone AND id = (SELECT max(id) FROM undos WHERE entry = last.entry);
        CREATE TABLE touched (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            log_id INTEGER NOT NULL REFERENCES log (id) DEFERRABLE INITIALLY DEFERRED,
            kind TEXT NOT NULL,  -- record, place, figure
            subject TEXT NOT NULL
        );
        CREATE INDEX touched_by_subject ON touched (kind, subject, log_id);
        CREATE INDEX touched_by_entry ON touched (log_id);
        ALTER TABLE readings ADD COLUMN {entry};
        ALTER TABLE actuals ADD COLUMN {entry};
        ALTER TABLE places ADD COLUMN {entry};
        ALTER TABLE record_versions ADD COLUMN {entry};  -- the entry that replaced this version
        CREATE INDEX versions_by_entry ON record_versions (log_id);
        ALTER TABLE records ADD COLUMN {entry};
        ALTER TABLE records ADD COLUMN added_in INTEGER REFERENCES log (id) DEFERRABLE INITIALLY DEFERRED;
        DROP VIEW current_readings;
        CREATE VIEW current_readings AS
            SELECT * FROM readings AS latest
            WHERE id = (
                SELECT max(id) FROM readings
                WHERE report_id = latest.report_id AND coalesce(log_id, 0) NOT IN (SELECT entry FROM undone)
            );
    """)
    keep_old_versions(db)
    append_only(db, "undos")
    append_only(db, "touched")


def m008_keep_what_people_say(db: Database) -> None:
    """A person's word is a row beside the record, so that no extractor overwrites it; the last one counts."""
    entry = "log_id INTEGER NOT NULL REFERENCES log (id) DEFERRABLE INITIALLY DEFERRED"
    db.executescript(f"""
        CREATE TABLE edits (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            {entry},
            record_id INTEGER NOT NULL REFERENCES records (id),
            field TEXT NOT NULL,
            value TEXT NOT NULL,  -- JSON, decimals as strings
            reason TEXT,  -- why a target was revised; none: an error of the extractor was put right
            said_at TEXT NOT NULL,
            said_by TEXT
        );
        CREATE INDEX edits_of_record ON edits (record_id, field, id);
        CREATE VIEW current_edits AS
            SELECT record_id, json_group_object(field, json(value)) AS words FROM (
                SELECT record_id, field, value, max(id) FROM edits
                WHERE log_id NOT IN (SELECT entry FROM undone) GROUP BY record_id, field
            ) GROUP BY record_id;
        CREATE TABLE marks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            {entry},
            record_id INTEGER NOT NULL REFERENCES records (id),
            state TEXT NOT NULL,  -- confirmed, rejected, withdrawn, merged
            reason TEXT,
            into_id INTEGER REFERENCES records (id),
            said_at TEXT NOT NULL,
            said_by TEXT
        );
        CREATE INDEX marks_of_record ON marks (record_id, id);
        CREATE VIEW current_marks AS
            SELECT *, max(id) AS latest FROM marks WHERE log_id NOT IN (SELECT entry FROM undone) GROUP BY record_id;
        ALTER TABLE actuals ADD COLUMN cumulative INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE actuals ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE actuals ADD COLUMN claim_id INTEGER REFERENCES records (id);
        CREATE TABLE confirmations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            {entry},
            actual_id INTEGER NOT NULL REFERENCES actuals (id),
            said_at TEXT NOT NULL,
            said_by TEXT
        );
        CREATE INDEX confirmations_of_actual ON confirmations (actual_id);
        CREATE VIEW current_actuals AS
            SELECT actuals.*, proposed AND id NOT IN (
                SELECT actual_id FROM confirmations WHERE log_id NOT IN (SELECT entry FROM undone)
            ) AS is_proposed
            FROM actuals WHERE coalesce(log_id, 0) NOT IN (SELECT entry FROM undone);
    """)
    append_only(db, "edits")
    append_only(db, "marks")
    append_only(db, "confirmations")


def m009_tell_where_in_its_file_a_record_stands(db: Database) -> None:
    """The page or the cell, for reports that came as PDF or tables; none where a plain text says it all."""
    db.executescript("ALTER TABLE records ADD COLUMN locator TEXT;")
    keep_old_versions(db)


def m010_read_few_rows_of_many(db: Database) -> None:
    """Views and indexes by which the cost of an answer follows from the rows that it needs, not from all there are.

    The views look back from a row to what came after it, by an index, instead of grouping a whole table; so a query
    for one record reads what was said of that record.
    """
    holds = "NOT EXISTS (SELECT 1 FROM undone WHERE entry = {}.log_id)"
    db.executescript(f"""
        DROP VIEW current_readings;
        DROP VIEW current_edits;
        DROP VIEW current_marks;
        DROP VIEW current_actuals;
        CREATE VIEW current_readings AS
            SELECT * FROM readings AS latest WHERE id = (
                SELECT max(id) FROM readings WHERE report_id = latest.report_id AND {holds.format("readings")}
            );
        CREATE VIEW current_words AS
            SELECT * FROM edits AS word WHERE id = (
                SELECT max(id) FROM edits
                WHERE record_id = word.record_id AND field = word.field AND {holds.format("edits")}
            );
        CREATE VIEW current_edits AS
            SELECT record_id, json_group_object(field, json(value)) AS words FROM current_words GROUP BY record_id;
        CREATE VIEW current_marks AS
            SELECT * FROM marks AS mark WHERE id = (
                SELECT max(id) FROM marks WHERE record_id = mark.record_id AND {holds.format("marks")}
            );
        CREATE VIEW current_actuals AS
            SELECT actuals.*, proposed AND NOT EXISTS (
                SELECT 1 FROM confirmations WHERE actual_id = actuals.id AND {holds.format("confirmations")}
            ) AS is_proposed
            FROM actuals WHERE {holds.format("actuals")};
        CREATE INDEX reports_in_order ON reports (district_code, district, year);
        DROP INDEX reports_by_year;
        CREATE INDEX reports_of_a_year_in_order ON reports (year, district_code, district);
        CREATE INDEX reports_by_name_and_year ON reports (district, year);
        DROP INDEX records_of_report;
        CREATE INDEX records_in_order ON records (report_id, start);
        DROP INDEX records_by_due;  -- a person may have given another date, so no query could use it
        CREATE INDEX marks_by_what_they_lead_to ON marks (into_id);
    """)
    # rows refer to an entry of the log that comes after them, so SQLite looks for them once it is there
    for table in ("readings", "records", "actuals", "edits", "marks", "confirmations", "undos"):
        db.execute(f"CREATE INDEX {table}_by_entry ON {table} (log_id)")
    db.execute("CREATE INDEX records_by_first_entry ON records (added_in)")


def m011_know_a_report_without_reading_it_again(db: Database) -> None:
    """The fingerprint of all that decided what was read, and the counts and warnings that are told of a report."""
    db.executescript("""
        ALTER TABLE readings ADD COLUMN fingerprint TEXT;
        ALTER TABLE readings ADD COLUMN found TEXT;  -- JSON
        CREATE INDEX readings_by_fingerprint ON readings (fingerprint);
    """)


def m012_search_words(db: Database) -> None:
    """An index of the words of sentences and indicators, kept by triggers and filled with what is there.

    It holds no text of its own. An indicator that a person gave stands in it below zero, under its number in edits,
    with the sentence of the record, since words of both may be asked for together.
    """
    given = "spaced(json_extract(value, '$')) FROM edits WHERE record_id = OLD.id AND field = 'indicator'"
    db.executescript(f"""
        CREATE VIRTUAL TABLE search USING fts5 (
            sentence, indicator, content = '', tokenize = 'unicode61 remove_diacritics 0'
        );
        INSERT INTO search (rowid, sentence, indicator) SELECT id, spaced(sentence), spaced(indicator) FROM records;
        INSERT INTO search (rowid, sentence, indicator)
            SELECT -edits.id, spaced(sentence), spaced(json_extract(edits.value, '$'))
            FROM edits JOIN records ON records.id = record_id WHERE field = 'indicator';
        CREATE TRIGGER records_are_searched AFTER INSERT ON records BEGIN
            INSERT INTO search (rowid, sentence, indicator)
            VALUES (NEW.id, spaced(NEW.sentence), spaced(NEW.indicator));
        END;
        CREATE TRIGGER changed_records_are_searched AFTER UPDATE ON records
        WHEN OLD.sentence <> NEW.sentence OR OLD.indicator <> NEW.indicator BEGIN
            INSERT INTO search (search, rowid, sentence, indicator)
            VALUES ('delete', OLD.id, spaced(OLD.sentence), spaced(OLD.indicator));
            INSERT INTO search (search, rowid, sentence, indicator)
            SELECT 'delete', -id, spaced(OLD.sentence), {given};
            INSERT INTO search (rowid, sentence, indicator)
            VALUES (NEW.id, spaced(NEW.sentence), spaced(NEW.indicator));
            INSERT INTO search (rowid, sentence, indicator)
            SELECT -id, spaced(NEW.sentence), {given};
        END;
        CREATE TRIGGER given_indicators_are_searched AFTER INSERT ON edits WHEN NEW.field = 'indicator' BEGIN
            INSERT INTO search (rowid, sentence, indicator)
            SELECT -NEW.id, spaced(sentence), spaced(json_extract(NEW.value, '$'))
            FROM records WHERE id = NEW.record_id;
        END;
    """)


STEPS: tuple[Step, ...] = (
    m001_keep_every_text,
    m002_keep_records_with_their_past,
    m003_record_figures,
    m004_add_places,
    m005_log_every_write,
    m006_look_up_by_place_year_and_date,
    m007_tell_which_entry_of_the_log_wrote_what,
    m008_keep_what_people_say,
    m009_tell_where_in_its_file_a_record_stands,
    m010_read_few_rows_of_many,
    m011_know_a_report_without_reading_it_again,
    m012_search_words,
)


def append_only(db: Database, table: str) -> None:
    """Refuse to change or delete rows of the table."""
    db.execute(f"""
        CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} are added, never changed'); END
    """)
    never_deleted(db, table)


def never_deleted(db: Database, table: str) -> None:
    """Refuse to delete rows of the table."""
    db.execute(f"""
        CREATE TRIGGER {table}_never_vanish BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END
    """)


def keep_old_versions(db: Database) -> None:
    """Before a row of records changes, put all its columns into record_versions; call again after adding a column."""
    columns = [column.name for column in db.table("records").columns]
    fields = ", ".join(f"'{name}', OLD.\"{name}\"" for name in columns)
    has_entry = "log_id" in columns
    db.executescript(f"""
        DROP TRIGGER IF EXISTS records_keep_versions;
        CREATE TRIGGER records_keep_versions BEFORE UPDATE ON records BEGIN
            INSERT INTO record_versions (record_id, replaced_at, fields{", log_id" if has_entry else ""})
            VALUES (OLD.id, NEW.changed_at, json_object({fields}){", NEW.log_id" if has_entry else ""});
        END;
    """)
