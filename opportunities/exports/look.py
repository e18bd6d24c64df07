"""How a workbook looks: fonts, fills and number formats, made once a workbook, and how a page prints."""

from functools import cached_property
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

INK, QUIET, LINE, BLUE, TINT, ATTENTION = "#212B32", "#425563", "#D8DDE0", "#005EB8", "#E8F1FA", "#FFF4D3"
SAVING, REINVESTMENT = "#005EB8", "#A8500B"
MILLIONS = '£#,##0.0,,"m";-£#,##0.0,,"m"'
WHOLE_POUNDS = "£#,##0;-£#,##0"
COUNTS = "#,##0"
PEOPLE = "#,##0;-#,##0"
SHARES = "0%"
SMALL_SHARES = "0.0%"
COEFFICIENTS = "0.00"
A4 = 9


def money(amount: float) -> str:
    """Millions, or whole pounds for what would be none of them: as pages show it."""
    return MILLIONS if abs(amount) >= 99_500 else WHOLE_POUNDS


class Look:
    """The formats of one workbook. `name` and `standing` are printed on every page."""

    def __init__(self, book: Workbook, name: str, standing: str) -> None:
        self._book, self._name, self._standing = book, name, standing
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def made(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"}
            self._made[key] = self._book.add_format(base | properties)
        return self._made[key]

    @cached_property
    def title(self) -> Format:
        return self.made(font_size=18, bold=True)

    @cached_property
    def section(self) -> Format:
        return self.made(font_size=13, bold=True)

    @cached_property
    def figure(self) -> Format:
        return self.made(bold=True, font_size=16, font_color=BLUE)

    @cached_property
    def quiet(self) -> Format:
        return self.made(font_color=QUIET)

    @cached_property
    def text(self) -> Format:
        return self.made(text_wrap=True)

    @cached_property
    def strong(self) -> Format:
        return self.made(bold=True, text_wrap=True)

    @cached_property
    def attention(self) -> Format:
        return self.made(text_wrap=True, bg_color=ATTENTION)

    @cached_property
    def link(self) -> Format:
        return self.made(font_color=BLUE, underline=1)

    def header(self, *, numeric: bool) -> Format:
        side = {"align": "right"} if numeric else {"align": "left", "indent": 1}
        white_on_blue = {"font_color": "#FFFFFF", "bg_color": BLUE}
        return self.made(bold=True, text_wrap=True, valign="vcenter", **white_on_blue, **side)

    def cell(self, *, number_format: str = "", total: bool = False, quiet: bool = False, lines: int = 1) -> Format:
        """A cell of a table: a text, or a number shown as `number_format` says; an interval is `quiet`.

        lines  of the tallest cell of its row: one alone stands in the middle of it, several begin at its top
        """
        properties: dict[str, Any] = {"bottom": 1, "bottom_color": LINE, "top": 0}
        if lines == 1:
            properties["valign"] = "vcenter"
        if number_format:
            properties |= {"num_format": number_format, "align": "right"}
        else:
            properties |= {"text_wrap": True, "align": "left", "indent": 1}
        if total:
            properties |= {"bold": True, "top": 2, "top_color": INK, "bg_color": TINT}
        if quiet:
            properties |= {"font_color": QUIET, "bold": False}
        return self.made(**properties)

    def print_well(self, page: Worksheet, *, header_row: int | None = None, one_page: bool = False) -> None:
        """A4 across, as wide as the paper, the header again on each page, and what it is at the foot."""
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.8)
        page.fit_to_pages(1, 1 if one_page else 0)
        page.hide_gridlines(2)
        if header_row is not None:
            page.repeat_rows(header_row)
        name = self._name.replace("&", "&&")
        page.set_footer(f"&L&8Pathway Review: {name}, &A&C&8{self._standing}&R&8Page &P of &N")
