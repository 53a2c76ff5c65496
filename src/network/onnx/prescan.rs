//! A look over an ONNX file's bytes before they are read: all fields whole, nesting bounded.
//!
//! The parser is then given whole fields only, no longer and no deeper than it can bear. The wire
//! format: <https://protobuf.dev/programming-guides/encoding/>.

use std::io::{self, BufRead, Seek};

/// So many messages stand in one another at most. A graph in an attribute is three of them.
const DEEPEST: usize = 16;

/// The kinds of messages that hold messages, and [`Message::Flat`], which holds none.
#[derive(Clone, Copy)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    SparseTensor,
    Value,
    Type,
    TensorType,
    Shape,
    /// A sequence's or an optional's type.
    Element,
    Map,
    Function,
    Training,
    Annotation,
    Flat,
}

impl Message {
    /// The message in a field of this one; none where there is a number or a word, or where the
    /// field is unknown.
    fn inside(self, field: u64) -> Option<Self> {
        Some(match (self, field) {
            (Self::Model, 7) | (Self::Attribute, 6 | 11) | (Self::Training, 1 | 2) => Self::Graph,
            (Self::Model, 20) => Self::Training,
            (Self::Model, 25) => Self::Function,
            (Self::Graph, 1) | (Self::Function, 7) => Self::Node,
            (Self::Node, 5) | (Self::Function, 11) => Self::Attribute,
            (Self::Graph, 5) | (Self::Attribute, 5 | 10) | (Self::SparseTensor, 1 | 2) => {
                Self::Tensor
            }
            (Self::Graph, 15) | (Self::Attribute, 22 | 23) => Self::SparseTensor,
            (Self::Graph, 11..=13) | (Self::Function, 12) => Self::Value,
            (Self::Graph, 14) => Self::Annotation,
            (Self::Value | Self::Map, 2) | (Self::Attribute, 14 | 15) | (Self::Element, 1) => {
                Self::Type
            }
            (Self::Type, 1 | 8) => Self::TensorType,
            (Self::Type, 4 | 9) => Self::Element,
            (Self::Type, 5) => Self::Map,
            (Self::TensorType, 2) => Self::Shape,
            (Self::Model, 8 | 14)
            | (Self::Graph, 16)
            | (Self::Node, 9)
            | (Self::Tensor, 3 | 13 | 16)
            | (Self::Value, 4)
            | (Self::Type, 7)
            | (Self::Shape, 1)
            | (Self::Function, 9 | 14)
            | (Self::Training, 3 | 4)
            | (Self::Annotation, 2) => Self::Flat,
            _ => return None,
        })
    }
}

/// Looks over `length` bytes, a model's message, reading what stands between the values only.
///
/// # Errors
/// One line: where a field reaches beyond what it is in, a number is too long, messages are nested
/// too deep, or the bytes cannot be read.
pub fn scan(bytes: impl BufRead + Seek, length: u64) -> Result<(), String> {
    let mut bytes = Bytes { bytes, at: 0 };
    // Messages that have begun, with where they end: no recursion, and no memory.
    let mut open = [(Message::Model, length); DEEPEST];
    let mut depth = 1;
    while depth > 0 {
        let (message, end) = open[depth - 1];
        let start = bytes.at;
        if start == end {
            depth -= 1;
            continue;
        }
        let tag = bytes.varint(end)?;
        let (field, wire_type) = (tag >> 3, tag & 7);
        let size = match wire_type {
            _ if field == 0 => return Err(broken(start, "a field without a number")),
            0 => {
                bytes.varint(end)?;
                continue;
            }
            1 => 8,
            2 => bytes.varint(end)?,
            5 => 4,
            _ => return Err(broken(start, &format!("a field of type {wire_type}"))),
        };
        let left = end - bytes.at;
        if size > left {
            let what = format!("a field of {size} bytes, {left} are left");
            return Err(broken(start, &what));
        }
        match message.inside(field) {
            Some(_) if wire_type == 2 && depth == DEEPEST => {
                let what = format!("messages in one another, more than {DEEPEST} deep");
                return Err(broken(start, &what));
            }
            Some(inner) if wire_type == 2 => {
                open[depth] = (inner, bytes.at + size);
                depth += 1;
            }
            _ => bytes.skip(size)?,
        }
    }
    Ok(())
}

fn broken(at: u64, what: &str) -> String {
    format!("not a whole ONNX file: at byte {at} {what}")
}

/// Bytes with how many of them have been passed.
struct Bytes<R> {
    bytes: R,
    at: u64,
}

impl<R: BufRead + Seek> Bytes<R> {
    /// A number of up to 64 bits, which ends before `end`.
    fn varint(&mut self, end: u64) -> Result<u64, String> {
        let start = self.at;
        let mut value = 0;
        for place in 0..10 {
            if self.at == end {
                return Err(broken(start, "a number that does not end"));
            }
            let byte = self.byte()?;
            // The tenth byte holds the last of 64 bits.
            if place == 9 && byte > 1 {
                break;
            }
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(broken(start, "a number of more than 64 bits"))
    }

    fn byte(&mut self) -> Result<u8, String> {
        let next = self.bytes.fill_buf().map_err(unread)?.first().copied();
        let byte = next.ok_or_else(|| broken(self.at, "the end"))?;
        self.bytes.consume(1);
        self.at += 1;
        Ok(byte)
    }

    /// `size` is no more than what is left of the file.
    fn skip(&mut self, size: u64) -> Result<(), String> {
        self.bytes.seek_relative(size as i64).map_err(unread)?;
        self.at += size;
        Ok(())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands on")]
fn unread(error: io::Error) -> String {
    format!("cannot be read: {error}")
}

/// What a file that begins with these bytes is, and what to do with it; none where it may be ONNX.
pub fn mistaken(start: &[u8]) -> Option<&'static str> {
    Some(match start {
        [] => "an empty file",
        [b'P', b'K', 3, 4, ..] | [0x80, 2..=5, ..] => {
            "a PyTorch checkpoint (.pt, .pth) or another zip file, not ONNX; export the network with torch.onnx.export"
        }
        [_, _, _, _, _, _, _, _, b'{', ..] => {
            "a safetensors file: weights without a structure; give it as --weights beside a network's name"
        }
        [0x89, b'H', b'D', b'F', ..] => {
            "an HDF5 file, as Keras writes them, not ONNX; convert it with tf2onnx"
        }
        [0x1f, 0x8b, ..] => "compressed with gzip; unpack it first",
        [b'G', b'G', b'U', b'F', ..] => "a GGUF file: a language model, not ONNX",
        [_, _, _, _, b'T', b'F', b'L', b'3', ..] => {
            "a TensorFlow Lite file, not ONNX; convert it with tf2onnx"
        }
        [_, _, _, _, b'O', b'R', b'T', b'M', ..] => {
            "a file in onnxruntime's own format (.ort); give the ONNX file that it was made of"
        }
        _ if start.starts_with(b"version https://git-lfs") => {
            "a Git LFS pointer, which only says where the file is; run git lfs pull there"
        }
        _ if start.trim_ascii_start().starts_with(b"<") => {
            "a web page or XML, not ONNX; where it was downloaded, that went wrong"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::made_up::{bytes, convolution, file, number, varint, weight};
    use super::*;

    fn scanned(bytes: &[u8]) -> Result<(), String> {
        let scanned = scan(Cursor::new(bytes), bytes.len() as u64);
        if let Err(problem) = &scanned {
            assert!(problem.starts_with("not a whole ONNX file: at byte "), "{problem}");
            assert_eq!(problem.lines().count(), 1, "{problem}");
        }
        scanned
    }

    /// A graph in an attribute of a node of a graph …, `levels` messages in one another.
    fn nested(levels: usize) -> Vec<u8> {
        let mut inner = Vec::new();
        for level in (0..levels - 1).rev() {
            inner = match level % 3 {
                _ if level == 0 => bytes(7, inner),
                0 => bytes(6, inner),
                1 => bytes(1, inner),
                _ => bytes(5, inner),
            };
        }
        inner
    }

    #[test]
    fn a_file_that_is_cut_off_anywhere_but_between_its_outermost_fields_is_refused() {
        let whole = file(convolution(&weight("conv.weight", &[1, 1, 1, 1], 1, &[])));
        let whole = [whole, bytes(14, bytes(1, "key")), bytes(2, "pytorch")].concat();
        let passed: Vec<usize> =
            (0..=whole.len()).filter(|&length| scanned(&whole[..length]).is_ok()).collect();
        assert_eq!(passed.len(), 6, "{passed:?}");
        assert_eq!(passed.first(), Some(&0));
        assert_eq!(passed.last(), Some(&whole.len()));
    }

    #[test]
    fn a_field_that_is_longer_than_what_is_left_is_refused_with_both_lengths() {
        let claims = [varint(2 << 3 | 2), varint(300), vec![0; 7]].concat();
        let problem = scanned(&claims).unwrap_err();
        let wanted = "at byte 0 a field of 300 bytes, 7 are left";
        assert!(problem.ends_with(wanted), "{problem}");
        // Within the file, but beyond the graph that it is in.
        let graph = bytes(7, [1 << 3 | 2, 100]);
        let problem = scanned(&[graph, vec![0; 200]].concat()).unwrap_err();
        assert!(problem.ends_with("at byte 2 a field of 100 bytes, 0 are left"), "{problem}");
        assert!(scanned(&bytes(7, [5 << 3 | 5, 0, 0])).is_err());
    }

    #[test]
    fn messages_may_stand_in_one_another_sixteen_deep() {
        assert_eq!(scanned(&nested(DEEPEST)), Ok(()));
        for levels in [DEEPEST + 1, 40] {
            let problem = scanned(&nested(levels)).unwrap_err();
            assert!(problem.contains("more than 16 deep"), "{problem}");
        }
        // A sequence of sequences of …
        let mut sequence = Vec::new();
        for _ in 0..8 {
            sequence = bytes(4, bytes(1, sequence));
        }
        let value = bytes(7, bytes(11, bytes(2, sequence)));
        assert!(scanned(&value).unwrap_err().contains("more than 16 deep"));
    }

    #[test]
    fn what_no_writer_of_protobuf_writes_is_refused() {
        let too_large = [[1 << 3].as_slice(), &[0xff; 9], &[2]].concat();
        for (broken, wanted) in [
            (vec![7 << 3 | 3, 7 << 3 | 4], "a field of type 3"),
            (vec![7 << 3 | 7], "a field of type 7"),
            (vec![0, 0], "a field without a number"),
            (too_large, "a number of more than 64 bits"),
            (vec![1 << 3, 0x80], "a number that does not end"),
        ] {
            let problem = scanned(&broken).unwrap_err();
            assert!(problem.contains(wanted), "{problem}");
        }
        assert_eq!(scanned(&number(1, -1)), Ok(()));
    }

    #[test]
    fn other_kinds_of_files_are_named_with_what_to_do() {
        for (start, wanted) in [
            (&b""[..], "an empty file"),
            (b"PK\x03\x04\0\0\x08\x08\0\0", "torch.onnx.export"),
            (b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.", "torch.onnx.export"),
            (b"\x40\0\0\0\0\0\0\0{\"a\":", "safetensors"),
            (b"\x89HDF\r\n\x1a\n", "tf2onnx"),
            (b"\x1f\x8b\x08\0", "gzip"),
            (b"\x1c\0\0\0TFL3", "TensorFlow Lite"),
            (b"\x1c\0\0\0ORTM", "onnxruntime"),
            (b"version https://git-lfs.github.com/spec/v1\noid", "git lfs pull"),
            (b"\n<!DOCTYPE html>", "a web page"),
        ] {
            let said = mistaken(start).unwrap();
            assert!(said.contains(wanted) && said.lines().count() == 1, "{said}");
        }
        assert_eq!(mistaken(&file([])), None);
    }
}
