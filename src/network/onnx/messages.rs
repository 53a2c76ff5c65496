//! The messages of an ONNX file as plain values.
//!
//! rten-onnx has types for them too, which are left aside: they refuse lists of numbers that are
//! packed (a tensor's dimensions, and attributes such as strides), as writers of proto3 do (those
//! in C#, Go and JavaScript), and words that are not UTF-8 in attributes, which the standard
//! allows; they recurse as deep as the file, and hold all weights once more. The messages with
//! their fields' numbers: <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.

mod primitives;

use std::collections::HashSet;

use rten_onnx::onnx::AttributeType;
use rten_onnx::protobuf::{Fields, OwnedValues, ProtobufError, ReadValue};

use super::external::Beside;
use super::model::{Attribute, Constant, Declared, Model, Operator};
use super::tensor::{MOST_DIMENSIONS, MOST_NUMBERS, Tensor, kind_name};
use primitives::MOST_PARTS;

/// Letters of the producer's name that are kept.
const PRODUCER: usize = 40;

/// Why a file cannot be read, one line.
struct Problem(String);

impl From<ProtobufError> for Problem {
    fn from(error: ProtobufError) -> Self {
        let place = match (error.context(), error.field()) {
            (Some(message), Some(field)) => format!(" in field {field} of a {message}"),
            _ => String::new(),
        };
        Self(format!("not an ONNX file: {}{place}", error.kind()))
    }
}

impl From<String> for Problem {
    fn from(problem: String) -> Self {
        Self(problem)
    }
}

type Read<T> = Result<T, Problem>;

/// What rten-onnx's readers have in common here.
pub(super) trait Values: ReadValue<Types = OwnedValues> {}
impl<R: ReadValue<Types = OwnedValues>> Values for R {}

/// A model that is being read. Each message is a method, with the message's name.
pub(super) struct Reader {
    parts: usize,
    /// None where numbers in other files stay unread.
    beside: Option<Beside>,
    read: Model,
    has_graph: bool,
}

impl Reader {
    /// Numbers in other files are taken from `beside`; without it they stay unread.
    pub(super) fn new(beside: Option<Beside>) -> Self {
        Self { parts: 0, beside, read: Model::default(), has_graph: false }
    }

    /// Reads a model's message, which [`super::prescan::scan`] has looked over.
    ///
    /// # Errors
    /// One line.
    pub(super) fn read<R: Values>(mut self, fields: Fields<'_, R>) -> Result<Model, String> {
        self.model(fields).map_err(|Problem(problem)| problem)?;
        self.finish()
    }

    fn model<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<()> {
        while let Some(mut field) = fields.next()? {
            match field.number() {
                2 => {
                    let name = self.word(&mut field)?;
                    self.read.producer = name.chars().take(PRODUCER).collect();
                }
                7 => {
                    self.has_graph = true;
                    self.graph(field.read_message(Some("graph"))?)?;
                }
                8 => self.opset(field.read_message(Some("set of operators"))?)?,
                25 => self.function(field.read_message(Some("function"))?)?,
                _ => field.skip()?,
            }
        }
        Ok(())
    }

    fn opset<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<()> {
        let (mut domain, mut version) = (String::new(), 0);
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => domain = self.word(&mut field)?,
                2 => version = field.get_int64()?,
                _ => field.skip()?,
            }
        }
        if is_own(&domain) {
            self.read.opset = version;
        }
        Ok(())
    }

    /// A function is an operator of the file's own. The nodes that are one are refused by their
    /// domain, unless it hides behind ONNX's.
    fn function<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<()> {
        let (mut name, mut domain) = (String::new(), String::new());
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => name = self.word(&mut field)?,
                10 => domain = self.word(&mut field)?,
                _ => field.skip()?,
            }
        }
        if is_own(&domain) {
            return Err(Problem(format!("the file has an operator {name} of its own")));
        }
        Ok(())
    }

    fn graph<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<()> {
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => {
                    let operator = self.node(field.read_message(Some("node"))?)?;
                    self.read.operators.push(operator);
                }
                5 => {
                    let named = self.tensor(field.read_message(Some("tensor"))?)?;
                    self.read.initialisers.push(named);
                }
                11 => {
                    let input = self.value(field.read_message(Some("value"))?)?;
                    self.read.inputs.push(input);
                }
                12 => {
                    let output = self.value(field.read_message(Some("value"))?)?;
                    self.read.outputs.push(output.name);
                }
                15 => return Err(Problem("sparse weights are not read; export them dense".into())),
                _ => field.skip()?,
            }
        }
        Ok(())
    }

    fn node<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<Operator> {
        self.count(1)?;
        let mut read = Operator::default();
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => read.inputs.push(self.word(&mut field)?),
                2 => read.outputs.push(self.word(&mut field)?),
                3 => read.name = self.word(&mut field)?,
                4 => read.kind = self.word(&mut field)?,
                5 => {
                    let attribute = self.attribute(field.read_message(Some("attribute"))?)?;
                    read.attributes.push(attribute);
                }
                7 => read.domain = self.word(&mut field)?,
                _ => field.skip()?,
            }
        }
        Ok(read)
    }

    fn attribute<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<(String, Attribute)> {
        self.count(1)?;
        let mut name = String::new();
        let (mut float, mut int, mut text, mut tensor) = (None, None, None, None);
        let (mut floats, mut ints) = (Vec::new(), Vec::new());
        let mut kind = AttributeType::UNDEFINED;
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => name = self.word(&mut field)?,
                2 => float = Some(field.get_float()?),
                3 => int = Some(field.get_int64()?),
                4 => text = primitives::text(&mut field)?,
                5 => tensor = Some(self.tensor(field.read_message(Some("tensor"))?)?.1),
                7 => primitives::floats(&mut field, &mut floats)?,
                8 => primitives::numbers(&mut field, &mut ints, MOST_PARTS, |bits| bits as i64)?,
                20 => kind = AttributeType(field.get_enum()?),
                _ => field.skip()?,
            }
        }
        self.count(floats.len() + ints.len())?;
        // Old writers leave the kind out, and proto3's what is zero or empty.
        let attribute = match kind {
            AttributeType::FLOAT => Attribute::Float(float.unwrap_or(0.0)),
            AttributeType::INT => Attribute::Int(int.unwrap_or(0)),
            AttributeType::STRING => text.map_or(Attribute::Other, Attribute::Text),
            AttributeType::TENSOR => tensor.map_or(Attribute::Other, Attribute::Constant),
            AttributeType::FLOATS => Attribute::Floats(floats),
            AttributeType::INTS => Attribute::Ints(ints),
            AttributeType::UNDEFINED => match (float, int, text, tensor) {
                (Some(float), None, None, None) => Attribute::Float(float),
                (None, Some(int), None, None) => Attribute::Int(int),
                (None, None, Some(text), None) => Attribute::Text(text),
                (None, None, None, Some(tensor)) => Attribute::Constant(tensor),
                (None, None, None, None) if !floats.is_empty() => Attribute::Floats(floats),
                (None, None, None, None) if !ints.is_empty() => Attribute::Ints(ints),
                _ => Attribute::Other,
            },
            _ => Attribute::Other,
        };
        Ok((name, attribute))
    }

    fn tensor<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<(String, Constant)> {
        self.count(1)?;
        let mut read = Tensor::default();
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => {
                    primitives::numbers(&mut field, &mut read.dims, MOST_DIMENSIONS, |bits| {
                        bits as i64
                    })?;
                }
                2 => read.kind = field.get_enum()?,
                4 => primitives::floats(&mut field, &mut read.floats)?,
                5 => primitives::numbers(&mut field, &mut read.ints, MOST_NUMBERS, |bits| {
                    bits as i32
                })?,
                7 => primitives::numbers(&mut field, &mut read.longs, MOST_NUMBERS, |bits| {
                    bits as i64
                })?,
                8 => read.name = self.word(&mut field)?,
                9 => read.raw = field.read_bytes()?,
                10 => primitives::doubles(&mut field, &mut read.doubles)?,
                13 => self.place(field.read_message(Some("place"))?, &mut read)?,
                14 => read.location = field.get_enum()?,
                _ => field.skip()?,
            }
        }
        if read.is_elsewhere() {
            self.read.beside.insert(read.place.location.clone());
        }
        Ok(read.constant(self.beside.as_mut())?)
    }

    /// One word of where a tensor's numbers are.
    fn place<R: Values>(&mut self, mut fields: Fields<'_, R>, tensor: &mut Tensor) -> Read<()> {
        let (mut key, mut value) = (String::new(), String::new());
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => key = self.word(&mut field)?,
                2 => value = self.word(&mut field)?,
                _ => field.skip()?,
            }
        }
        match key.as_str() {
            "location" => tensor.place.location = value,
            "offset" => tensor.place.offset = Some(value),
            "length" => tensor.place.length = Some(value),
            _ => (),
        }
        Ok(())
    }

    fn value<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<Declared> {
        self.count(1)?;
        let mut read = Declared::default();
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => read.name = self.word(&mut field)?,
                2 => self.value_type(field.read_message(Some("type"))?, &mut read)?,
                _ => field.skip()?,
            }
        }
        Ok(read)
    }

    fn value_type<R: Values>(&mut self, mut fields: Fields<'_, R>, to: &mut Declared) -> Read<()> {
        while let Some(mut field) = fields.next()? {
            let other = match field.number() {
                1 => {
                    self.tensor_type(field.read_message(Some("type"))?, to)?;
                    continue;
                }
                4 => "sequence",
                5 => "map",
                8 => "sparse tensor",
                9 => "optional",
                _ => "",
            };
            field.skip()?;
            if !other.is_empty() {
                to.kind = other.into();
            }
        }
        Ok(())
    }

    fn tensor_type<R: Values>(&mut self, mut fields: Fields<'_, R>, to: &mut Declared) -> Read<()> {
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => to.kind = kind_name(field.get_enum()?),
                2 => {
                    let mut sides = field.read_message(Some("shape"))?;
                    while let Some(mut side) = sides.next()? {
                        match side.number() {
                            1 => {
                                to.shape.push(self.side(side.read_message(Some("dimension"))?)?);
                            }
                            _ => side.skip()?,
                        }
                    }
                }
                _ => field.skip()?,
            }
        }
        Ok(())
    }

    /// Some writers say 0 or -1 of a side that they leave open.
    fn side<R: Values>(&mut self, mut fields: Fields<'_, R>) -> Read<Option<i64>> {
        self.count(1)?;
        let mut side = None;
        while let Some(mut field) = fields.next()? {
            match field.number() {
                1 => side = Some(field.get_int64()?),
                _ => field.skip()?,
            }
        }
        Ok(side.filter(|&side| side > 0))
    }

    fn finish(mut self) -> Result<Model, String> {
        if !self.has_graph {
            return Err("no network is in it; it is not ONNX, or only a part of a file".into());
        }
        if self.read.opset < 1 {
            return Err("it does not say which version of ONNX's operators (opset) it is in".into());
        }
        let mut constants = HashSet::new();
        for (name, _) in &self.read.initialisers {
            if !constants.insert(name.as_str()) {
                return Err(format!("two weights are called {name}"));
            }
        }
        // Up to version 3 of the format, weights are inputs as well.
        self.read.inputs.retain(|input| !constants.contains(input.name.as_str()));
        Ok(self.read)
    }
}

/// Whether operators of this domain are ONNX's own.
fn is_own(domain: &str) -> bool {
    matches!(domain, "" | "ai.onnx")
}
