//! Every word on the screen, from one table in Project Fluent's format: `en.ftl`.
//!
//! [`say!`](crate::say) looks up what code names, [`message`] what a table of ids names.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The table of words, in English.
const ENGLISH: &str = include_str!("en.ftl");

/// The table, read.
static WORDS: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    // What cannot be parsed is left out and shown as its id; a test holds that there is none.
    let table = FluentResource::try_new(ENGLISH.to_owned()).unwrap_or_else(|(table, _)| table);
    let mut words = FluentBundle::new_concurrent(vec!["en".parse().unwrap_or_default()]);
    // No marks around what is put in: they would be drawn.
    words.set_use_isolating(false);
    words.add_resource_overriding(table);
    words
});

/// What can be put into a message. No floating-point number: how many of its digits are shown is
/// said where it becomes text.
pub trait Value {
    /// The same, as Fluent has it.
    fn value(&self) -> FluentValue<'_>;
}

impl Value for str {
    fn value(&self) -> FluentValue<'_> {
        self.into()
    }
}

impl Value for String {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().into()
    }
}

impl Value for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        self.as_ref().into()
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

/// Integers are numbers to Fluent, so that a message can have a plural.
macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Value for $integer {
            fn value(&self) -> FluentValue<'_> {
                (*self).into()
            }
        }
    )*};
}

integers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

/// The words of a message: `say!("id")`, or `say!("id", count = 3, name = label)` with what is
/// put into it.
#[macro_export]
macro_rules! say {
    ($id:literal $(,)?) => {
        $crate::words::message($id)
    };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::message_with(
            $id,
            [$((stringify!($name), $crate::words::Value::value(&$value))),+],
        )
    };
}

/// The words of a message that nothing is put into. One that is not in the table is shown as its
/// id: no visitor shall see the program end for want of a word.
pub fn message(id: &str) -> String {
    message_with(id, [])
}

/// The words of a message, with what is put into it by name; [`say!`](crate::say) is easier to
/// read.
pub fn message_with<'a, const N: usize>(
    id: &str,
    values: [(&'static str, FluentValue<'a>); N],
) -> String {
    let Some(pattern) = WORDS.get_message(id).and_then(|message| message.value()) else {
        return id.to_owned();
    };
    let values: FluentArgs<'a> = values.into_iter().collect();
    // A name that is not given is shown as that name, in braces.
    WORDS.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}
