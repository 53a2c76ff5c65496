"""The converter reads the zip archives of PyTorch 1.6 and later at their own places, and trusts no length in them."""

import pathlib
import struct
import unittest
import zipfile

from provision import checkpoint
from provision.extent import ExtentError

from .checkpoints import (
    TWO_BY_THREE,
    Conversion,
    StorageReference,
    archive,
    floats,
    pickled,
    stacked,
    torch_tensor,
    zipped,
)

STATE = {"weight": torch_tensor(TWO_BY_THREE, 0, (2, 3), (3, 1))}
SIX = [("7", floats(0, 1, 2, 3, 4, 5))]
STORAGE_AND_VERSION = [("archive/data/7", SIX[0][1]), ("archive/version", b"3\n")]


def replaced(data, old, new, count=1):
    assert data.count(old) >= 1 and len(old) == len(new)
    return data.replace(old, new, count)


class ZipArchives(Conversion):
    def test_an_archive_gives_the_same_file_as_stacked_pickles(self):
        state = {
            "weight": torch_tensor(TWO_BY_THREE, 0, (2, 3), (1, 2)),
            "last": torch_tensor(TWO_BY_THREE, 4, (2,), (1,)),
            "count": torch_tensor(StorageReference("LongStorage", "1", 1), 0, (), ()),
        }
        nine = struct.pack("<q", 9)
        from_archive = self.convert(zipped(state, [*SIX, ("1", nine)]))
        self.assertEqual(from_archive, self.convert(stacked(state, [("7", 6, SIX[0][1]), ("1", 1, nine)])))
        self.assertEqual(from_archive[1], nine + floats(4, 5) + floats(0, 2, 4, 1, 3, 5))

    def test_the_folder_may_have_any_name_and_more_files(self):
        more = [("é data/.data/serialization_id", b"0" * 40), ("é data/.format_version", b"1")]
        self.assertEqual(self.convert(zipped(STATE, SIX, root="é data", more=more))[1], SIX[0][1])

    def test_an_empty_storage_is_an_empty_tensor(self):
        empty = {"none": torch_tensor(StorageReference("FloatStorage", "0", 0), 0, (0, 3), (3, 1))}
        header, data = self.convert(zipped(empty, [("0", b"")]))
        self.assertEqual((header["none"]["shape"], data), ([0, 3], b""))

    def test_a_byte_order_other_than_little_is_refused(self):
        self.refuse(zipped(STATE, SIX, byteorder=b"big"), "little-endian", "big")

    def test_there_must_be_one_description(self):
        self.refuse(archive(STORAGE_AND_VERSION), "expected one data.pkl", "found 0")
        twice = [("archive/data.pkl", pickled(STATE)), ("other/data.pkl", pickled(STATE)), *STORAGE_AND_VERSION]
        self.refuse(archive(twice), "expected one data.pkl", "found 2")
        same = [("archive/data.pkl", pickled(STATE)), ("archive/data.pkl", pickled(STATE)), *STORAGE_AND_VERSION]
        self.refuse(archive(same), "two entries are called archive/data.pkl")

    def test_compressed_and_encrypted_entries_are_refused(self):
        entries = [("archive/data.pkl", pickled(STATE)), *STORAGE_AND_VERSION]
        self.refuse(archive(entries, zipfile.ZIP_DEFLATED), "compressed")
        whole = zipped(STATE, SIX)
        self.refuse(replaced(whole, b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\1\0"), "encrypted")
        # The directory may say so alone, too.
        self.refuse(replaced(whole, b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"), "encrypted")
        self.refuse(replaced(whole, b"PK\x03\x04\x14\0\0\0\0\0", b"PK\x03\x04\x14\0\0\0\x08\0"), "compressed")

    def test_storages_of_another_length_are_refused(self):
        self.refuse(zipped(STATE, [("7", floats(0, 1, 2, 3, 4))]), "storage 7: expected 24 bytes, found 20")
        self.refuse(zipped(STATE, [("7", floats(*range(7)))]), "storage 7: expected 24 bytes, found 28")
        self.refuse(zipped(STATE, []), "storages do not match")
        self.refuse(zipped(STATE, [*SIX, ("8", b"")]), "storages do not match")

    def test_the_directory_and_the_entries_own_headers_must_agree(self):
        whole = zipped(STATE, SIX)
        directory = whole.index(b"PK\x01\x02")
        storage = directory + whole[directory:].index(b"archive/data/7") - 46
        size, offset = 24, 42  # in an entry of the directory: its length, twice from byte 20; its header's place
        (place,) = struct.unpack_from("<L", whole, storage + offset)

        def changed(*fields):
            data = bytearray(whole)
            for at, value in fields:
                struct.pack_into("<L", data, at, value)
            return bytes(data)

        longer = changed((storage + 20, 28), (storage + size, 28))
        self.refuse(longer, "archive/data/7: expected 28 bytes, its header says 24")
        self.refuse(changed((storage + offset, place + 1)), "archive/data/7 has no header at byte")
        self.refuse(changed((storage + offset, 0)), "archive/data/7 has another name in its header")
        self.refuse(changed((storage + offset, 1 << 31)), "archive/data/7 begins at byte 2147483648")
        # Both are made to agree on more than there is.
        self.refuse(
            changed((storage + 20, 1 << 30), (storage + size, 1 << 30), (place + 18, 1 << 30), (place + 22, 1 << 30)),
            "archive/data/7 ends at byte",
        )
        # Both are made to agree on a length that reaches into the next entry.
        self.refuse(
            changed((storage + 20, 32), (storage + size, 32), (place + 18, 32), (place + 22, 32)),
            "entry archive/version begins at byte",
        )

    def test_lengths_in_the_entries_zip64_field_are_read(self):
        whole = zipped(STATE, [("7", SIX[0][1])])
        name = b"archive/data/7"
        place = whole.index(name) - 30
        directory = whole.index(b"PK\x01\x02")
        # PyTorch writes such a field, and fills the header up so that the numbers are aligned.
        extra = struct.pack("<2H2Q", 1, 16, 24, 24) + b"FB\x04\0ZZZZ"
        header = bytearray(whole[place : place + 30])
        struct.pack_into("<2L2H", header, 18, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra))
        moved = whole[:place] + bytes(header) + name + extra + whole[place + 30 + len(name) : directory]
        entries = bytearray(whole[directory:])
        version = entries.index(b"archive/version") - 46
        struct.pack_into("<L", entries, version + 42, struct.unpack_from("<L", entries, version + 42)[0] + len(extra))
        struct.pack_into("<L", entries, len(entries) - 6, directory + len(extra))
        data = moved + bytes(entries)
        self.assertEqual(self.convert(data)[1], SIX[0][1])
        self.refuse(replaced(data, struct.pack("<2Q", 24, 24), struct.pack("<2Q", 20, 20)), "its header says 20")

    def test_an_archive_that_is_truncated_or_longer_is_refused(self):
        whole = zipped(STATE, SIX)
        for length in range(len(whole)):
            pathlib.Path(self.source).write_bytes(whole[:length])
            with self.assertRaises(ExtentError, msg=f"{length} bytes"):
                checkpoint.read(self.source)
        self.refuse(whole[:-1], f"no zip archive ends at byte {len(whole) - 1}")
        self.refuse(whole + b"more", f"no zip archive ends at byte {len(whole) + 4}")
        self.refuse(whole + whole, "begins at byte")

    def test_no_changed_byte_leads_astray(self):
        whole = zipped(STATE, SIX)
        for place in range(len(whole)):
            for value in (0, 0xFF, whole[place] ^ 1):
                pathlib.Path(self.source).write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
                try:
                    extents = checkpoint.read(self.source).extents
                except ExtentError as error:
                    self.assertNotIn("\n", str(error))
                else:
                    self.assertTrue(all(extent.offset + extent.length() < len(whole) for extent in extents.values()))

    def test_a_description_with_more_behind_it_is_refused(self):
        entries = [("archive/data.pkl", pickled(STATE) + b"more"), *STORAGE_AND_VERSION]
        self.refuse(archive(entries), "data.pkl: expected", "bytes, found")

    def test_a_huge_directory_is_not_read(self):
        huge = 20 << 20
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, huge, 4, 0)
        self.refuse(b"PK\x03\x04" + bytes(huge) + end, "its directory is longer than 16 MiB")


if __name__ == "__main__":
    unittest.main()
