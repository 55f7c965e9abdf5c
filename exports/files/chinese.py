"""What people call it: words of the records in Chinese, for tables, lexica and pages."""

from __future__ import annotations

from tifatu.graph.model import Count, Origin

COUNTS = {
    Count.AGREES: "数目与组成相符",
    Count.DISAGREES: "数目与组成不符",
    Count.UNCERTAIN: "数目存疑",
    Count.OPEN: "列举未尽（等）",
    Count.UNCOUNTED: "",
}
"""What a page says of numeral and components."""

ORIGINS = {Origin.GLOSSARY: "名词解释", Origin.TEXT: "正文"}
"""Where a definition stands -> what people call it."""
