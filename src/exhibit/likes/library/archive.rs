//! A file of a library: safetensors, written the same every time, read part by part within bounds.
//!
//! See <https://github.com/huggingface/safetensors>. Whoever has Python reads it with that crate's
//! package.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use safetensors::Dtype;
use safetensors::tensor::TensorInfo;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Bytes of a header: that of a journal of sixty layers has 30,000.
const LONGEST_HEADER: u64 = 1 << 20;

/// Bytes that are read at once: the table of 65,536 units has 2.4 million.
const LONGEST_PART: u64 = 1 << 28;

// Values are written as they lie in memory, and the format is little-endian.
const _: () = assert!(cfg!(target_endian = "little"));

/// One array of a file that is to be written.
#[derive(Debug)]
pub struct Part {
    /// Its name in the file.
    pub name: String,
    /// The kind of its values.
    pub kind: Dtype,
    /// How many there are, in each direction.
    pub shape: Vec<usize>,
    /// The values, row-major, little-endian.
    pub bytes: Vec<u8>,
}

impl Part {
    /// Whole numbers.
    pub fn numbers(name: impl Into<String>, shape: Vec<usize>, values: &[u32]) -> Self {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        Self { name: name.into(), kind: Dtype::U32, shape, bytes }
    }

    /// Real numbers.
    pub fn values(name: impl Into<String>, shape: Vec<usize>, values: &[f32]) -> Self {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        Self { name: name.into(), kind: Dtype::F32, shape, bytes }
    }

    /// Bytes.
    pub fn bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), kind: Dtype::U8, shape: vec![bytes.len()], bytes }
    }
}

/// Writes a file; `about` becomes its `__metadata__`.
///
/// # Errors
/// What `out` answers.
pub fn write(about: &[(&str, String)], parts: &[Part], out: &mut impl Write) -> io::Result<()> {
    let about: Map<String, Value> =
        about.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    let mut header = Map::from_iter([("__metadata__".to_owned(), Value::Object(about))]);
    let mut start = 0;
    for part in parts {
        let end = start + part.bytes.len();
        let (dtype, shape) = (part.kind, part.shape.clone());
        let info = TensorInfo { dtype, shape, data_offsets: (start, end) };
        header.insert(part.name.clone(), serde_json::to_value(info)?);
        start = end;
    }
    let mut header = serde_json::to_vec(&header)?;
    // Values begin at a multiple of eight.
    header.resize(header.len().next_multiple_of(8), b' ');
    out.write_all(&(header.len() as u64).to_le_bytes())?;
    out.write_all(&header)?;
    parts.iter().try_for_each(|part| out.write_all(&part.bytes))
}

#[derive(Deserialize)]
struct Header {
    #[serde(rename = "__metadata__", default)]
    about: BTreeMap<String, String>,
    #[serde(flatten)]
    parts: BTreeMap<String, TensorInfo>,
}

/// A file that is read. Errors say what is wrong with it, in one line without its name.
#[derive(Debug)]
pub struct Archive<R> {
    source: R,
    /// Where the values begin.
    start: u64,
    /// How many bytes of values there are.
    length: u64,
    about: BTreeMap<String, String>,
    parts: BTreeMap<String, TensorInfo>,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the header alone.
    ///
    /// # Errors
    /// Where it is no such file, or its header is longer than a megabyte.
    pub fn new(mut source: R) -> Result<Self, String> {
        let whole = source.seek(SeekFrom::End(0)).map_err(|error| unreadable(&error))?;
        source.rewind().map_err(|error| unreadable(&error))?;
        let mut length = [0; 8];
        source.read_exact(&mut length).map_err(|error| cut_short(&error))?;
        let (length, first) = (u64::from_le_bytes(length), 8);
        if length > LONGEST_HEADER {
            return Err("it is no safetensors file".into());
        }
        let start = first + length;
        let mut header = vec![0; length as usize];
        source.read_exact(&mut header).map_err(|error| cut_short(&error))?;
        let header: Header = serde_json::from_slice(&header)
            .map_err(|error| format!("its header is broken ({error})"))?;
        let Header { about, parts } = header;
        Ok(Self { source, start, length: whole.saturating_sub(start), about, parts })
    }

    /// What the file says of itself under this key.
    ///
    /// # Errors
    /// Where it does not.
    pub fn about(&self, key: &str) -> Result<&str, String> {
        self.about.get(key).map(String::as_str).ok_or_else(|| format!("it does not say its {key}"))
    }

    /// The same as a number.
    ///
    /// # Errors
    /// Where it is none.
    pub fn number(&self, key: &str) -> Result<u32, String> {
        let text = self.about(key)?;
        text.parse().map_err(|error| format!("its {key} is no number ({error})"))
    }

    /// How many values this array has, in each direction; none where there is no such array.
    pub fn shape(&self, name: &str) -> Option<&[usize]> {
        Some(&self.parts.get(name)?.shape)
    }

    /// The array's place among the values, once its kind and length are right.
    fn place(&self, name: &str, kind: Dtype) -> Result<Range<u64>, String> {
        let info = self.parts.get(name).ok_or_else(|| format!("{} is missing", shown(name)))?;
        if info.dtype != kind {
            return Err(format!("{} holds {:?} instead of {kind:?}", shown(name), info.dtype));
        }
        let count = info.shape.iter().try_fold(1_usize, |all, &side| all.checked_mul(side));
        let bytes = count.and_then(|count| count.checked_mul(kind.bitsize() / 8));
        let (start, end) = info.data_offsets;
        if bytes.is_none() || end.checked_sub(start) != bytes {
            return Err(format!("{} has another length than it says", shown(name)));
        }
        if end as u64 > self.length {
            return Err(format!("it is cut short: {} is not all there", shown(name)));
        }
        Ok(start as u64..end as u64)
    }

    fn read(&mut self, place: Range<u64>) -> Result<Vec<u8>, String> {
        let length = place.end - place.start;
        if length > LONGEST_PART {
            return Err(format!("{length} bytes at once are too many"));
        }
        self.source
            .seek(SeekFrom::Start(self.start + place.start))
            .map_err(|error| unreadable(&error))?;
        let mut bytes = vec![0; length as usize];
        self.source.read_exact(&mut bytes).map_err(|error| cut_short(&error))?;
        Ok(bytes)
    }

    /// The whole numbers of an array.
    ///
    /// # Errors
    /// Where it is missing, of another kind, cut short, or of more than 256 MB.
    pub fn numbers(&mut self, name: &str) -> Result<Vec<u32>, String> {
        let bytes = self.place(name, Dtype::U32).and_then(|place| self.read(place))?;
        Ok(bytes.as_chunks().0.iter().map(|&bytes| u32::from_le_bytes(bytes)).collect())
    }

    /// The real numbers of an array.
    ///
    /// # Errors
    /// Those of [`Self::numbers`].
    pub fn values(&mut self, name: &str) -> Result<Vec<f32>, String> {
        let bytes = self.place(name, Dtype::F32).and_then(|place| self.read(place))?;
        Ok(bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    /// An array's bytes, all of them or those of this range.
    ///
    /// # Errors
    /// Those of [`Self::numbers`]; where there are fewer.
    pub fn bytes(&mut self, name: &str, range: Option<Range<u64>>) -> Result<Vec<u8>, String> {
        let place = self.place(name, Dtype::U8)?;
        let Some(range) = range else { return self.read(place) };
        let end = place.start.checked_add(range.end).filter(|&end| end <= place.end);
        match end {
            Some(end) if range.start <= range.end => self.read(place.start + range.start..end),
            _ => Err(format!("{} is shorter than its table says", shown(name))),
        }
    }
}

/// A file may name its arrays as it likes, over several lines too.
fn shown(name: &str) -> impl std::fmt::Display + '_ {
    name.escape_debug()
}

fn cut_short(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut short".to_owned(),
        _ => unreadable(error),
    }
}

fn unreadable(error: &io::Error) -> String {
    format!("it cannot be read ({error})")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn file() -> Vec<u8> {
        let parts = [
            Part::numbers("a", vec![2, 2], &[1, 2, 3, 4]),
            Part::values("b", vec![2], &[0.5, -1.5]),
            Part::bytes("c", b"cat".to_vec()),
        ];
        let mut bytes = Vec::new();
        write(&[("version", "1".into())], &parts, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_is_written_is_read_and_the_crate_reads_it_too() {
        let bytes = file();
        let mut archive = Archive::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.number("version").unwrap(), 1);
        assert_eq!(archive.shape("a"), Some(&[2, 2][..]));
        assert_eq!(archive.numbers("a").unwrap(), [1, 2, 3, 4]);
        assert_eq!(archive.values("b").unwrap(), [0.5, -1.5]);
        assert_eq!(archive.bytes("c", Some(1..3)).unwrap(), b"at");
        assert_eq!(safetensors::SafeTensors::deserialize(&bytes).unwrap().len(), 3);
        assert_eq!(bytes, file(), "the same every time");
    }

    #[test]
    fn what_is_broken_is_one_line() {
        let whole = file();
        let wrong: Vec<String> = (0..whole.len())
            .flat_map(|length| {
                let mut archive = match Archive::new(Cursor::new(&whole[..length])) {
                    Ok(archive) => archive,
                    Err(problem) => return vec![problem],
                };
                let (a, b) = (archive.numbers("a").err(), archive.values("b").err());
                [a, b, archive.bytes("c", None).err()].into_iter().flatten().collect()
            })
            .collect();
        assert!(wrong.len() >= whole.len());
        assert!(wrong.iter().all(|problem| problem.lines().count() == 1));
        let mut archive = Archive::new(Cursor::new(&whole)).unwrap();
        assert_eq!(archive.values("a").unwrap_err(), "a holds U32 instead of F32");
        assert_eq!(archive.numbers("z\n").unwrap_err(), "z\\n is missing");
        let error = archive.bytes("c", Some(1..4)).unwrap_err();
        assert_eq!(error, "c is shorter than its table says");
        assert!(archive.bytes("c", Some(1..u64::MAX)).is_err());
    }

    #[test]
    fn a_header_that_lies_allocates_nothing() {
        let mut bytes = u64::MAX.to_le_bytes().to_vec();
        bytes.extend_from_slice(b"{}");
        assert_eq!(Archive::new(Cursor::new(&bytes)).unwrap_err(), "it is no safetensors file");
        let header = r#"{"a":{"dtype":"U8","shape":[9000000000],"data_offsets":[0,9000000000]}}"#;
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        let mut archive = Archive::new(Cursor::new(&bytes)).unwrap();
        let error = archive.bytes("a", None).unwrap_err();
        assert_eq!(error, "it is cut short: a is not all there");
    }
}
