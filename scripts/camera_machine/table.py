"""What happened, one row a case: printed as it happens, and all of it at the end."""

from dataclasses import astuple, dataclass


@dataclass
class Row:
    """One case; of a run as a whole also its frames."""

    case: str
    frames: int | str
    lost: int
    recovered: int
    notice: str


ROWS = []


def passed(case, notice, *, frames="", lost=0):
    """`lost` is how often the camera was lost in this case, and recovered as often."""
    print(f"  {case}: {notice}", flush=True)
    ROWS.append(Row(case, frames, lost, lost, notice))


def print_table():
    print("\n| case | frames | lost | recovered | notice |\n| --- | ---: | ---: | ---: | --- |")
    for row in ROWS:
        cells = (str(cell).replace("|", "/") for cell in astuple(row))
        print(f"| {' | '.join(cells)} |", flush=True)
