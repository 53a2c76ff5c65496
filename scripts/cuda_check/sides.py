"""The two sides that are compared, and how each is told to compute."""

from typing import NamedTuple

from .program import Program

# In a rehearsal the card's side is the same processor, kept to other instructions: there, too, sums
# have another order.
OTHER_INSTRUCTIONS = {"ONEDNN_MAX_CPU_ISA": "SSE41", "ATEN_CPU_CAPABILITY": "default"}


class Side(NamedTuple):
    program: Program
    device: str
    threads: int

    def run(self, command: str, *arguments: str) -> str:
        return self.program.run(command, *arguments, "--device", self.device, "--threads", str(self.threads))


def both(program: Program, is_rehearsal: bool, threads: int) -> tuple[Side, Side]:
    """The processor's, then the card's."""
    processor = Side(program, "cpu", threads)
    if is_rehearsal:
        return processor, Side(program.with_settings(OTHER_INSTRUCTIONS), "cpu", threads)
    return processor, Side(program, "cuda", 1)
