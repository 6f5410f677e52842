"""Numbers of list items as they are drawn: 3 as 三, 叁, ③, 丙, c or iii."""

from __future__ import annotations

from collections.abc import Callable

_CHINESE = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def ordinal(number: int, form: str) -> str:
    """The number in one of the forms that Word names (`chineseCounting`); in digits where the form is another."""
    write = _FORMS.get(form)
    return write(number) if write and 0 < number < 100 else str(number)


def chinese(number: int) -> str:
    """1 to 99 as a heading counts: 十, 十一, 二十三."""
    return (
        _counted(number, _CHINESE, "十").removeprefix("一") if 10 <= number < 20 else _counted(number, _CHINESE, "十")
    )


def _formal(number: int) -> str:
    return _counted(number, _FORMAL, "拾")


def _counted(number: int, digits: str, ten: str) -> str:
    tens, ones = divmod(number, 10)
    return (digits[tens] + ten if tens else "") + (digits[ones] if ones else "")


def _digit_by_digit(number: int) -> str:
    return "".join(_CHINESE[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else str(number)


def _stem(number: int) -> str:
    return _STEMS[number - 1] if number <= len(_STEMS) else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    tens, rest = divmod(number, 10)
    written = "x" * tens
    for worth, letters in _ROMAN:
        while rest >= worth:
            written, rest = written + letters, rest - worth
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographTraditional": _stem,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
