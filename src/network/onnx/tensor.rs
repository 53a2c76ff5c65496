//! A tensor of an ONNX file: its numbers, in whichever of seven fields they stand, as a constant.

use ndarray::{ArcArray, IxDyn};
use rten_onnx::onnx::{DataLocation, DataType};

use super::external::{Beside, Place};
use super::model::Constant;

/// More numbers in a list that is not f32 are none of a network here: shapes and indices are short.
/// A byte of the file can be a number of eight bytes here.
pub(super) const MOST_NUMBERS: usize = 1 << 26;

/// Tensors of networks have up to five dimensions.
pub(super) const MOST_DIMENSIONS: usize = 16;

/// A tensor's fields. Of the lists one is filled at most.
#[derive(Debug, Default)]
pub(super) struct Tensor {
    pub(super) name: String,
    pub(super) dims: Vec<i64>,
    pub(super) kind: i32,
    /// The numbers in little-endian order, as most writers put them.
    pub(super) raw: Vec<u8>,
    pub(super) floats: Vec<f32>,
    /// Also the bits of f16 and bf16, and bool.
    pub(super) ints: Vec<i32>,
    pub(super) longs: Vec<i64>,
    pub(super) doubles: Vec<f64>,
    pub(super) location: i32,
    pub(super) place: Place,
}

impl Tensor {
    /// The constant, and its name. `beside` is the file's folder; without it the numbers that are
    /// not in the file stay unread.
    ///
    /// # Errors
    /// One line: the numbers are not as many as the shape says, or are in no place that is read.
    pub(super) fn constant(
        mut self,
        beside: Option<&mut Beside>,
    ) -> Result<(String, Constant), String> {
        let name = std::mem::take(&mut self.name);
        match self.value(beside) {
            Ok(constant) => Ok((name, constant)),
            Err(problem) if name.is_empty() => Err(format!("a constant: {problem}")),
            Err(problem) => Err(format!("{name}: {problem}")),
        }
    }

    /// True where its numbers are in another file.
    pub(super) fn is_elsewhere(&self) -> bool {
        DataLocation(self.location) == DataLocation::EXTERNAL
    }

    fn value(mut self, beside: Option<&mut Beside>) -> Result<Constant, String> {
        let kind = DataType(self.kind);
        let size = match kind {
            DataType::BOOL => 1,
            DataType::FLOAT16 | DataType::BFLOAT16 => 2,
            DataType::FLOAT | DataType::INT32 => 4,
            DataType::DOUBLE | DataType::INT64 => 8,
            _ => return Ok(Constant::Other(kind_name(self.kind).into())),
        };
        let is_float = !matches!(kind, DataType::BOOL | DataType::INT32 | DataType::INT64);
        let (shape, count) = shape(&self.dims)?;
        let needed = count.checked_mul(size).ok_or_else(|| too_large(&shape))?;
        if !is_float && count > MOST_NUMBERS {
            return Err(format!("{count} whole numbers; at most {MOST_NUMBERS} are read"));
        }
        if self.is_elsewhere() {
            let Some(beside) = beside.filter(|beside| beside.reads(is_float)) else {
                let other = || format!("{}, in another file", kind_name(self.kind));
                return Ok(if is_float {
                    Constant::Unread(shape)
                } else {
                    Constant::Other(other().into())
                });
            };
            self.raw = beside.bytes(&self.place, needed as u64)?;
        }
        let (raw, ints) = (&self.raw, &self.ints);
        let fits = |found: usize, wanted: usize, what: &str| {
            let problem = || format!("{found} {what} for the shape {shape:?}, which has {wanted}");
            if found == wanted { Ok(()) } else { Err(problem()) }
        };
        if !raw.is_empty() {
            fits(raw.len(), needed, "bytes")?;
        }
        let is_raw = !raw.is_empty();
        if is_float {
            let values: Vec<f32> = match kind {
                DataType::FLOAT if is_raw => each(raw, f32::from_le_bytes),
                DataType::FLOAT => self.floats,
                DataType::DOUBLE if is_raw => each(raw, |bytes| f64::from_le_bytes(bytes) as f32),
                DataType::DOUBLE => self.doubles.iter().map(|&value| value as f32).collect(),
                DataType::FLOAT16 if is_raw => each(raw, |bytes| half(u16::from_le_bytes(bytes))),
                DataType::FLOAT16 => ints.iter().map(|&bits| half(bits as u16)).collect(),
                _ if is_raw => each(raw, |bytes| brain(u16::from_le_bytes(bytes))),
                _ => ints.iter().map(|&bits| brain(bits as u16)).collect(),
            };
            fits(values.len(), count, "numbers")?;
            Ok(Constant::Floats(array(&shape, values)?))
        } else {
            let values: Vec<i64> = match kind {
                DataType::INT64 if is_raw => each(raw, i64::from_le_bytes),
                DataType::INT64 => self.longs,
                DataType::INT32 if is_raw => each(raw, |bytes| i32::from_le_bytes(bytes).into()),
                DataType::INT32 => ints.iter().map(|&value| value.into()).collect(),
                _ if is_raw => raw.iter().map(|&value| i64::from(value != 0)).collect(),
                _ => ints.iter().map(|&value| i64::from(value != 0)).collect(),
            };
            fits(values.len(), count, "numbers")?;
            Ok(Constant::Integers(array(&shape, values)?))
        }
    }
}

/// The shape, and how many numbers it has.
fn shape(dims: &[i64]) -> Result<(Vec<usize>, usize), String> {
    let shape: Vec<usize> = dims
        .iter()
        .map(|&side| usize::try_from(side).map_err(|_negative| format!("the shape {dims:?}")))
        .collect::<Result<_, _>>()?;
    // A side of zero must not hide what the others would overflow.
    let sides = shape.iter().filter(|&&side| side > 0);
    let product = sides.copied().try_fold(1_usize, usize::checked_mul);
    let product = product.filter(|&product| product <= isize::MAX as usize / 8);
    let product = product.ok_or_else(|| too_large(&shape))?;
    let count = if shape.contains(&0) { 0 } else { product };
    Ok((shape, count))
}

fn too_large(shape: &[usize]) -> String {
    format!("the shape {shape:?} is larger than memory can be")
}

fn array<T>(shape: &[usize], values: Vec<T>) -> Result<ArcArray<T, IxDyn>, String> {
    ArcArray::from_shape_vec(IxDyn(shape), values).map_err(|error| error.to_string())
}

fn each<const N: usize, T>(bytes: &[u8], number: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks().0.iter().map(|&bytes| number(bytes)).collect()
}

/// IEEE 754's half precision: 5 bits of exponent, 10 of fraction.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (bits >> 10 & 0x1f, f32::from(bits & 0x3ff));
    let size = match exponent {
        // Below the normal ones: multiples of 2^-24.
        0 => fraction * 2_f32.powi(-24),
        0x1f if fraction == 0.0 => f32::INFINITY,
        0x1f => f32::NAN,
        _ => (1024.0 + fraction) * 2_f32.powi(i32::from(exponent) - 25),
    };
    sign * size
}

/// bfloat16: the upper half of an f32.
fn brain(bits: u16) -> f32 {
    f32::from_bits(u32::from(bits) << 16)
}

/// What ONNX calls this kind of numbers: "float16".
pub(super) fn kind_name(kind: i32) -> String {
    match DataType(kind).name() {
        Some(name) => name.to_lowercase(),
        None => format!("type {kind}"),
    }
}
