"""Reads what the pickle of a checkpoint describes, and runs nothing.

A pickle is a program for a small machine that can call whatever it can name. This is a smaller machine. It builds
dictionaries, lists, tuples, texts and numbers, and knows the names that torch writes for tensors. What stands behind
them in torch is not called: each stands for a description of ours. Every other name, and whatever would be made by
calling it, is a placeholder: the options, paths and dates that a training script saves beside the weights. It never
becomes more than its name, and among the weights it is refused. Every other instruction is refused at once.

A length is compared with the bytes that are left before anything is read, keys are texts and numbers, and no value is
walked through: the time and memory that a pickle takes grow with its length, and that has a limit.
"""

import collections
import pickle
import pickletools
import struct
from typing import BinaryIO, Callable

from .description import (
    DESCRIPTIONS,
    DTYPE_OF_STORAGE,
    CheckpointError,
    Placeholder,
    Storage,
    Tensor,
    brief,
    count,
    insert,
)
from .extent import Dtype

# For one tensor torch writes about 150 bytes and 40 instructions.
MAX_BYTES = 64 << 20
MAX_STEPS = 1_000_000
MAX_LINE = 256


class Name:
    """An admitted name on the stack. All that can be done with it is to ask for its description."""

    def __init__(self, describe: Callable):
        self.describe = describe


def unpickle(file: BinaryIO, end: int, storages: dict[str, Storage]) -> object:
    """Reads the pickle that begins where `file` stands and ends before `end`; notes in `storages` what it refers to."""
    try:
        return _Unpickler(file, end, storages).load()
    except CheckpointError:
        raise
    except Exception as error:  # a broken pickle can fail in any way
        raise CheckpointError(f"not a checkpoint: {brief(str(error) or type(error).__name__)}") from error


class _Unpickler:
    def __init__(self, file: BinaryIO, end: int, storages: dict[str, Storage]):
        self.file = file
        self.storages = storages
        self.left = end - file.tell()
        self.allowed = MAX_BYTES
        self.steps_left = MAX_STEPS
        self.stack: list = []
        self.marks: list[int] = []
        self.memo: dict[int, object] = {}

    def load(self) -> object:
        while True:
            self.spend(1)
            code = self.take(1)
            if code == pickle.STOP:
                return self.pop()
            instruction = INSTRUCTIONS.get(code)
            if instruction is None:
                known = pickletools.code2op.get(code.decode("latin-1"))
                what = f"{known.name} is no instruction for tensors" if known else f"{code!r} is no instruction"
                raise CheckpointError(f"not a checkpoint: {what}")
            instruction(self)

    def spend(self, steps: int) -> None:
        self.steps_left -= steps
        if self.steps_left < 0:
            raise CheckpointError(f"refused: its pickle takes more than {MAX_STEPS} steps")

    def take(self, length: int) -> bytes:
        if length > self.left:
            raise CheckpointError(f"not a checkpoint, or truncated: {length} bytes are to follow, {self.left} do")
        if length > self.allowed:
            raise CheckpointError(f"refused: its pickle is longer than {MAX_BYTES >> 20} MiB")
        self.left -= length
        self.allowed -= length
        return self.file.read(length)

    def number(self, layout: str) -> int:
        (value,) = struct.unpack(layout, self.take(struct.calcsize(layout)))
        return value

    def text(self, layout: str) -> str:
        length = self.number(layout)
        if length < 0:
            raise CheckpointError(f"not a checkpoint: a text of {length} bytes")
        return self.take(length).decode()

    def skip(self, layout: str) -> None:
        """Bytes that are no text: of tensors they say nothing."""
        self.take(self.number(layout))
        self.push_placeholder("bytes")

    def line(self) -> str:
        line = b""
        while not line.endswith(b"\n"):
            if len(line) > MAX_LINE:
                raise CheckpointError(f"not a checkpoint: a name of more than {MAX_LINE} bytes")
            line += self.take(1)
        return line[:-1].decode()

    def push(self, value: object) -> None:
        self.stack.append(value)

    def pop(self) -> object:
        if len(self.stack) <= (self.marks[-1] if self.marks else 0):
            raise CheckpointError("not a checkpoint: its pickle takes what it did not make")
        return self.stack.pop()

    def top(self, *kinds: type) -> object:
        """The value on top, which must be of one of these very types: a type derived from one may do otherwise."""
        value = self.pop()
        self.push(value)
        if type(value) not in kinds:
            raise CheckpointError(f"refused: it changes {brief(value)}, and nothing but tensors is admitted")
        return value

    def pop_to_mark(self) -> list:
        start = self.marks.pop()
        values = self.stack[start:]
        del self.stack[start:]
        return values

    def push_tuple(self, length: int) -> None:
        self.push(tuple([self.pop() for _ in range(length)][::-1]))

    def append(self, values: list) -> None:
        target = self.top(list, Placeholder)
        if type(target) is list:
            target.extend(values)

    def set_items(self, values: list) -> None:
        if len(values) % 2:
            raise CheckpointError("not a checkpoint: a name without a value")
        target = self.top(dict, collections.OrderedDict, Placeholder)
        if type(target) is not Placeholder:
            insert(target, zip(values[::2], values[1::2]))

    def push_placeholder(self, name: str) -> None:
        self.push(Placeholder(name))

    def memoise(self, key: int) -> None:
        self.push(self.pop())  # so that there is a value
        self.memo[key] = self.stack[-1]

    def name(self, module: object, name: object) -> None:
        if module == "torch" and name in DTYPE_OF_STORAGE:
            self.push(DTYPE_OF_STORAGE[name])
        elif isinstance(module, str) and isinstance(name, str) and (module, name) in DESCRIPTIONS:
            self.push(Name(DESCRIPTIONS[module, name]))
        else:
            self.push_placeholder(f"{brief(module)}.{brief(name)}")

    def name_from_stack(self) -> None:
        name, module = self.pop(), self.pop()
        self.name(module, name)

    def describe(self) -> None:
        arguments, name = self.pop(), self.pop()
        if type(name) is Placeholder:
            self.push(name)
            return
        if type(name) is not Name or type(arguments) is not tuple:
            raise self.refused_call(name)
        # A list is walked through as often as it is handed over.
        self.spend(sum(len(argument) for argument in arguments if type(argument) is list))
        self.push(name.describe(*arguments))

    def describe_object(self, arguments: int) -> None:
        """What would make an object of a class: torch writes no tensor so."""
        *_, name = [self.pop() for _ in range(arguments + 1)]
        if type(name) is not Placeholder:
            raise self.refused_call(name)
        self.push(name)

    def refused_call(self, name: object) -> CheckpointError:
        return CheckpointError(f"refused: it calls {brief(name)}, and nothing but tensors is admitted")

    def leave_state_aside(self) -> None:
        """A state dictionary's `_metadata`, or a parameter's gradient and hooks: nothing of a tensor's values."""
        self.pop()
        self.top(collections.OrderedDict, Tensor, Placeholder)

    def refer_to_storage(self) -> None:
        reference = self.pop()
        # Before PyTorch 1.6 a model's class comes with its source text.
        if type(reference) is tuple and len(reference) == 4 and type(reference[1]) is Placeholder:
            self.push(reference[1])
            return
        if type(reference) is not tuple or len(reference) < 5:
            raise CheckpointError(f"expected a storage, found {brief(reference)}")
        kind, dtype, key, _device, elements, *view = reference
        if kind != "storage" or type(dtype) is not Dtype or type(key) is not str or view not in ([], [None]):
            raise CheckpointError(f"expected a whole storage, found {brief(kind)} {brief(key)}")
        storage = Storage(key, dtype, count(elements))
        if self.storages.setdefault(key, storage) != storage:
            raise CheckpointError(f"storage {brief(key)} is described in two ways")
        self.push(storage)


INSTRUCTIONS = {
    pickle.PROTO: lambda u: u.take(1),
    pickle.FRAME: lambda u: u.take(8),
    pickle.MARK: lambda u: u.marks.append(len(u.stack)),
    pickle.NONE: lambda u: u.push(None),
    pickle.NEWTRUE: lambda u: u.push(True),
    pickle.NEWFALSE: lambda u: u.push(False),
    pickle.INT: lambda u: u.push(int(u.line())),  # Python 2's, beyond 32 bits
    pickle.BININT: lambda u: u.push(u.number("<i")),
    pickle.BININT1: lambda u: u.push(u.number("<B")),
    pickle.BININT2: lambda u: u.push(u.number("<H")),
    pickle.LONG1: lambda u: u.push(int.from_bytes(u.take(u.number("<B")), "little", signed=True)),
    pickle.BINFLOAT: lambda u: u.push(u.number(">d")),
    pickle.BINSTRING: lambda u: u.push(u.text("<i")),  # Python 2's texts
    pickle.SHORT_BINSTRING: lambda u: u.push(u.text("<B")),
    pickle.BINUNICODE: lambda u: u.push(u.text("<I")),
    pickle.SHORT_BINUNICODE: lambda u: u.push(u.text("<B")),
    pickle.BINUNICODE8: lambda u: u.push(u.text("<Q")),
    pickle.SHORT_BINBYTES: lambda u: u.skip("<B"),
    pickle.BINBYTES: lambda u: u.skip("<I"),
    pickle.BINBYTES8: lambda u: u.skip("<Q"),
    pickle.EMPTY_TUPLE: lambda u: u.push(()),
    pickle.TUPLE1: lambda u: u.push_tuple(1),
    pickle.TUPLE2: lambda u: u.push_tuple(2),
    pickle.TUPLE3: lambda u: u.push_tuple(3),
    pickle.TUPLE: lambda u: u.push(tuple(u.pop_to_mark())),
    pickle.EMPTY_LIST: lambda u: u.push([]),
    pickle.APPEND: lambda u: u.append([u.pop()]),
    pickle.APPENDS: lambda u: u.append(u.pop_to_mark()),
    pickle.EMPTY_SET: lambda u: u.push_placeholder("set"),
    pickle.ADDITEMS: lambda u: u.append(u.pop_to_mark()),
    pickle.FROZENSET: lambda u: (u.pop_to_mark(), u.push_placeholder("frozenset")),
    pickle.EMPTY_DICT: lambda u: u.push({}),
    pickle.SETITEM: lambda u: u.set_items([u.pop(), u.pop()][::-1]),
    pickle.SETITEMS: lambda u: u.set_items(u.pop_to_mark()),
    pickle.BINPUT: lambda u: u.memoise(u.number("<B")),
    pickle.LONG_BINPUT: lambda u: u.memoise(u.number("<I")),
    pickle.MEMOIZE: lambda u: u.memoise(len(u.memo)),
    pickle.BINGET: lambda u: u.push(u.memo[u.number("<B")]),
    pickle.LONG_BINGET: lambda u: u.push(u.memo[u.number("<I")]),
    pickle.GLOBAL: lambda u: u.name(u.line(), u.line()),
    pickle.STACK_GLOBAL: lambda u: u.name_from_stack(),
    pickle.REDUCE: lambda u: u.describe(),
    pickle.NEWOBJ: lambda u: u.describe_object(1),
    pickle.NEWOBJ_EX: lambda u: u.describe_object(2),
    pickle.BUILD: lambda u: u.leave_state_aside(),
    pickle.BINPERSID: lambda u: u.refer_to_storage(),
}
