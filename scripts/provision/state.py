"""The state dictionary in a checkpoint: found where training scripts put it, with the names that the network has."""

from typing import NamedTuple

from .description import INSTEAD, CheckpointError, Placeholder, Tensor, brief

# Where scripts keep the weights, the likeliest first; averages of them only where there is nothing
# else.
ENTRIES = ("state_dict", "model_state_dict", "model", "net", "module")
AVERAGES = ("state_dict_ema", "model_ema", "ema_state_dict", "ema")
# What DataParallel, torch.compile and a module that holds the network put before every name.
PREFIXES = ("module.", "_orig_mod.", "model.")
# How many models an AveragedModel is the mean of.
AVERAGED = "n_averaged"
MAX_DEPTH = 4
MAX_NAMED = 6


class State(NamedTuple):
    tensors: dict[str, Tensor]
    # What was done to find them, in a few words each.
    notes: list[str]


def find(checkpoint: object) -> State:
    """Takes the tensors out of whatever they are wrapped in."""
    notes: list[str] = []
    state = checkpoint
    for _ in range(MAX_DEPTH):
        if not isinstance(state, dict) or all(isinstance(value, Tensor) for value in state.values()):
            break
        entry = next((name for name in ENTRIES + AVERAGES if isinstance(state.get(name), dict)), None)
        if entry is None:
            break
        left = [_described(name, value) for name, value in state.items() if name != entry]
        notes.append(f"taken out of {entry!r}" + (f" without {_listed(left)}" if left else ""))
        state = state[entry]
    tensors = _tensors(state)
    return State(_named_as_the_network(tensors, notes), notes)


def _tensors(state: object) -> dict[str, Tensor]:
    if isinstance(state, Placeholder):
        raise _whole_model(state)
    if not isinstance(state, dict):
        raise CheckpointError(f"expected a dictionary of tensors, found {type(state).__name__}")
    for name, value in state.items():
        if type(name) is not str:
            raise CheckpointError(f"expected a name, found {brief(name)}")
        if isinstance(value, Placeholder):
            if name in ENTRIES + AVERAGES:
                raise _whole_model(value)
            asked = f"{brief(name)} asks for {value.name}"
            raise CheckpointError(f"refused: {asked}, and nothing but tensors is admitted among the weights")
        if not isinstance(value, Tensor):
            found = f"{brief(name)}: {type(value).__name__}"
            raise CheckpointError(f"expected nothing but named tensors, found {found}")
    return state


def _whole_model(model: Placeholder) -> CheckpointError:
    what = f"a whole model or another program ({model.name}), and nothing but tensors is admitted"
    return CheckpointError(f"refused: {what}; {INSTEAD}")


def _named_as_the_network(tensors: dict[str, Tensor], notes: list[str]) -> dict[str, Tensor]:
    """The tensors without what was put before all of their names."""
    inner = {name: tensor for name, tensor in tensors.items() if name != AVERAGED}
    if len(inner) < len(tensors) and inner and all(name.startswith("module.") for name in inner):
        notes.append(f"{AVERAGED} dropped")
        tensors = inner
    while tensors:
        prefix = next((prefix for prefix in PREFIXES if all(map(_begins_with(prefix), tensors))), None)
        if prefix is None:
            break
        tensors = {name[len(prefix) :]: tensor for name, tensor in tensors.items()}
        notes.append(f"{prefix!r} taken off every name")
    return tensors


def _begins_with(prefix: str):
    return lambda name: name.startswith(prefix) and name != prefix


def _described(name: object, value: object) -> str:
    return f"{brief(name)} ({value.name})" if isinstance(value, Placeholder) else brief(name)


def _listed(names: list[str]) -> str:
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")
