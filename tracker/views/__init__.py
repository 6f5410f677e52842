"""Values into text: tables, JSON, CSV, Markdown; one module per way to show something."""
