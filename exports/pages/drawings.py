"""Pictures as SVG text, written at export: they print, take a keyboard, and each mark has a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from tifatu.exports.pages.figures import Cell, Matrix, Share

BOX = 46
"""Pixels of a box of the matrix, upright."""

LEAST = 2.5
"""Pixels that even 1 of 223 is drawn with: used is never drawn as unused."""

LEVEL_NAMES = {
    "国家级": ("国务院", "State Council"),
    "省级": ("省级", "provinces"),
    "地级": ("地级", "cities"),
    "县级": ("县级", "counties"),
    "其他": ("其他", "other"),
}
"""Level -> what a row is called in Chinese and English."""

TILES = {
    "23": (7, 0), "65": (0, 1), "15": (4, 1), "11": (5, 1), "22": (7, 1),
    "62": (2, 2), "64": (3, 2), "14": (4, 2), "13": (5, 2), "12": (6, 2), "21": (7, 2),
    "54": (0, 3), "63": (1, 3), "61": (3, 3), "41": (4, 3), "37": (6, 3),
    "51": (2, 4), "50": (3, 4), "42": (4, 4), "34": (5, 4), "32": (6, 4), "31": (7, 4),
    "53": (2, 5), "52": (3, 5), "43": (4, 5), "36": (5, 5), "33": (6, 5),
    "45": (4, 6), "44": (5, 6), "35": (6, 6), "71": (7, 6), "46": (5, 7), "81": (6, 7), "82": (7, 7),
}  # fmt: skip
"""Province -> column and row of its tile, roughly where it lies."""

TILE_NAMES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
    "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
    "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾",
    "81": "香港", "82": "澳门",
}  # fmt: skip

BAND_LEFT, BAND_WIDTH = 210, 720
"""Pixels for the names of senses, and for the years behind them."""

MOST_YEARS = 16
"""Years written above the bands of senses; of more, every second or third."""

TILE = 48
"""Pixels of a tile with its gap."""

STEPS = (0.0, 0.1, 0.25, 0.5, 0.75)
"""Shares above which a tile takes the next of five shades."""


def time_matrix(matrix: Matrix, upright: bool, page: str = "") -> Markup:
    """Boxes of all reports held, filled by those that use (pale) and define (dark) a term.

    Args:
        matrix: From ``Figures.matrix``.
        upright: Years downwards, for narrow screens; else years from left to right.
        page: Address of the term's page, which lists the reports of each box; empty on that page itself.
    """
    marks: list[str] = []
    columns, rows = matrix.columns, matrix.rows
    pitch = 74 if upright else min(66, max(50, 900 // max(1, len(columns))))
    for c, column in enumerate(columns):
        at = (58.0, 34.0 + c * 70 + 28) if upright else (104 + c * pitch + BOX / 2, 14.0)
        marks.append(_text("axis", at, "end" if upright else "middle", _short(column.label)))
    for r, (level, cells) in enumerate(rows):
        at = (70 + r * pitch + BOX / 2, 16.0) if upright else (92.0, 24 + r * 74 + BOX / 2 + 4)
        marks.append(_text("level", at, "middle" if upright else "end", _both(*LEVEL_NAMES[level])))
        for c, cell in enumerate(cells):
            x, y = (70 + r * pitch, 26 + c * 70) if upright else (104 + c * pitch, 24 + r * 74)
            marks.append(_box(cell, (x, y), columns[c].label, level, page))
    width = 70 + len(rows) * pitch if upright else 104 + len(columns) * pitch
    height = 34 + len(columns) * 70 if upright else 26 + len(rows) * 74
    kind = "tall" if upright else "wide"
    return _svg(
        width, height, "".join(marks), f"matrix {kind}", "用过的报告与所收报告 reports that use it, of all held"
    )


def _text(kind: str, at: tuple[float, float], anchor: str, words: str) -> str:
    return f'<text class="{kind}" x="{at[0]:g}" y="{at[1]:g}" text-anchor="{anchor}">{words}</text>'


def _short(label: str) -> str:
    """1978–2011 as –2011: the column is no wider than a year."""
    return label.rpartition("–")[1] + label.rpartition("–")[2]


def _both(zh: str, en: str) -> str:
    return f'<tspan class="zh">{zh}</tspan><tspan class="en">{en}</tspan>'


def _box(cell: Cell, at: tuple[float, float], year: str, level: str, page: str) -> str:
    x, y = at
    zh, en = LEVEL_NAMES[level]
    if not cell.held:
        title = f"{year} {zh} {en}: 未收报告 no report held"
        return f'<g><title>{title}</title><rect class="none" x="{x}" y="{y}" width="{BOX}" height="{BOX}"/></g>'
    title = f"{year} {zh} {en}: {cell.used}/{cell.held}" + (f"，释义 defined {cell.defined}" if cell.defined else "")
    drawn = f'<rect class="held" x="{x}" y="{y}" width="{BOX}" height="{BOX}"/>'
    for count, kind in ((cell.used, "used"), (cell.defined, "defined")):
        if count:
            height = max(LEAST, (BOX - 2) * count / cell.held)
            top = y + BOX - 1 - height
            drawn += f'<rect class="{kind}" x="{x + 1}" y="{top:.1f}" width="{BOX - 2}" height="{height:.1f}"/>'
    told = "n" if cell.used else "n zero"
    drawn += _text(told, (x + BOX / 2, y + BOX + 14), "middle", f"{cell.used}/{cell.held}")
    group = f"<title>{title}</title>{drawn}"
    if not cell.used:
        return f"<g>{group}</g>"
    return f'<a href="{page}#u{year}-{level}" aria-label="{title}">{group}</a>'


def tile_map(shares: Mapping[str, tuple[int, int]]) -> Markup:
    """A tile for each province, shaded by the share of its reports that use a term; n/m in each.

    Args:
        shares: Code of a province -> reports that use it, reports held.
    """
    marks = []
    for code, (column, row) in TILES.items():
        used, held = shares.get(code, (0, 0))
        x, y = column * TILE, row * TILE
        name, middle = TILE_NAMES[code], x + (TILE - 4) / 2
        marks.append(
            f'<g data-tile="{code}" class="tile s{shade(used, held)}"><title>{name} {used}/{held}</title>'
            f'<rect x="{x}" y="{y}" width="{TILE - 4}" height="{TILE - 4}" rx="3"/>'
            + _text("name", (middle, y + 20), "middle", name)
            + _text("n", (middle, y + 35), "middle", f"{used}/{held}" if held else "–")
            + "</g>"
        )
    return _svg(8 * TILE - 4, 8 * TILE - 4, "".join(marks), "tiles", "各省用过的比例 share by province")


def shade(used: int, held: int) -> str:
    """Number of the shade of a tile; n where no report is held.

    >>> shade(0, 5), shade(1, 20), shade(5, 5), shade(0, 0)
    ('0', '1', '5', 'n')
    """
    if not held:
        return "n"
    return str(sum(used / held > step for step in STEPS))


def bars(shares: Sequence[Share], most: int = 12) -> Markup:
    """A line of small bars, one a year, the newest at the right."""
    drawn = []
    for n, share in enumerate(shares[-most:]):
        height = 14 * share.used / share.held if share.held else 0
        if share.used:
            drawn.append(
                f'<rect x="{n * 5}" y="{15 - max(1.5, height):.1f}" width="4" height="{max(1.5, height):.1f}"/>'
            )
    width = 5 * min(most, max(1, len(shares)))
    return Markup(
        f'<svg class="bars" viewBox="0 0 {width} 16" width="{width}" height="16" aria-hidden="true">'
        f'<path d="M0 15.5H{width}"/>{"".join(drawn)}</svg>'
    )


def bands(rows: Sequence[tuple[str, Sequence[int]]], years: Sequence[int]) -> Markup:
    """A thin band a sense over the years: a line from its first year to its last, a dot for each year of use."""
    if not years:
        return Markup("")
    span, marks = max(1, years[-1] - years[0]), []
    step = -(-len(years) // MOST_YEARS)
    for year in years[::step]:
        marks.append(_text("axis", (BAND_LEFT + BAND_WIDTH * (year - years[0]) / span, 12.0), "middle", str(year)))
    for n, (name, used) in enumerate(rows):
        xs = [BAND_LEFT + BAND_WIDTH * (year - years[0]) / span for year in used]
        y = 30 + n * 22
        marks.append(f'<text class="axis" x="{BAND_LEFT - 20}" y="{y + 4}" text-anchor="end">{escape(name)}</text>')
        if xs:
            marks.append(f'<path class="band" d="M{min(xs):.0f} {y}H{max(xs):.0f}"/>')
            marks += [
                f'<circle class="dot" cx="{x:.0f}" cy="{y}" r="4"><title>{escape(name)} {year}</title></circle>'
                for x, year in zip(xs, used, strict=True)
            ]
    return _svg(960, 24 + len(rows) * 22, "".join(marks), "bands", "各义项的年份 years of each sense")


def _svg(width: float, height: float, marks: str, kind: str, name: str) -> Markup:
    return Markup(
        f'<svg class="{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="group" aria-label="{name}">{marks}</svg>'
    )
