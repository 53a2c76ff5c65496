//! Every word on the screen, a table a language, in Project Fluent's format.
//!
//! [`say!`](crate::say) looks up what code names, [`message`] what a table of ids names. Which
//! language is spoken is the session's: it says so ([`speak`]) before anything is drawn.

mod language;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU8, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use language::Language;

/// The tables, read, in the order of [`Language::ALL`].
static WORDS: [LazyLock<FluentBundle<FluentResource>>; Language::ALL.len()] = [
    LazyLock::new(|| table(Language::English)),
    LazyLock::new(|| table(Language::German)),
    LazyLock::new(|| table(Language::Spanish)),
    LazyLock::new(|| table(Language::French)),
];

/// What is spoken where a thread has not said otherwise; an index into [`Language::ALL`].
static SPOKEN: AtomicU8 = AtomicU8::new(0);

thread_local! {
    /// What this thread speaks, where it has said so.
    static SPOKEN_HERE: Cell<Option<Language>> = const { Cell::new(None) };
}

fn table(language: Language) -> FluentBundle<FluentResource> {
    // What cannot be parsed is left out and shown as its id; a test holds that there is none.
    let table =
        FluentResource::try_new(language.table().to_owned()).unwrap_or_else(|(table, _)| table);
    let mut words = FluentBundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
    // No marks around what is put in: they would be drawn.
    words.set_use_isolating(false);
    words.add_resource_overriding(table);
    words
}

/// From now on this language is spoken, by this thread and by those that have not said otherwise.
pub fn speak(language: Language) {
    SPOKEN_HERE.set(Some(language));
    // Tests speak several at once, each on a thread of its own.
    if cfg!(not(test)) {
        SPOKEN.store(language as u8, Ordering::Relaxed);
    }
}

/// What is spoken.
pub fn language() -> Language {
    let spoken =
        || Language::ALL[usize::from(SPOKEN.load(Ordering::Relaxed)) % Language::ALL.len()];
    SPOKEN_HERE.get().unwrap_or_else(spoken)
}

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
pub fn message_with<const N: usize>(
    id: &str,
    values: [(&'static str, FluentValue<'_>); N],
) -> String {
    message_in_with(language(), id, values)
}

/// The words of a message that nothing is put into, in this language, whatever is spoken.
pub fn message_in(language: Language, id: &str) -> String {
    message_in_with(language, id, [])
}

fn message_in_with<const N: usize>(
    language: Language,
    id: &str,
    values: [(&'static str, FluentValue<'_>); N],
) -> String {
    let values: FluentArgs<'_> = values.into_iter().collect();
    let said = |language: Language| {
        let words = &WORDS[language as usize];
        let pattern = words.get_message(id).and_then(|message| message.value())?;
        // A name that is not given is shown as that name, in braces.
        Some(words.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    };
    said(language).or_else(|| said(Language::English)).unwrap_or_else(|| id.to_owned())
}
