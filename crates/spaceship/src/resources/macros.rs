//! What the generated files are written in.

/// A resource type: `kind!(Device, "devices", "/v1/devices", DeviceAttributes);`
macro_rules! kind {
    ($name:ident, $kind:literal, $path:literal, $attributes:ident) => {
        #[doc = concat!("The resource type `", $kind, "` at `", $path, "`.")]
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}

        impl $crate::jsonapi::Kind for $name {
            const KIND: &'static str = $kind;
            const PATH: &'static str = $path;
            type Attributes = $attributes;
        }
    };
}

/// An enumeration that keeps words it does not know.
macro_rules! open_enum {
    ($name:ident { $($variant:ident = $word:literal,)* }) => {
        #[doc = concat!("Apple's `", stringify!($name), "`. A word that is not known here is kept in `Unrecognized`.")]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)*
            /// A word that Apple added since.
            Unrecognized(String),
        }

        impl $name {
            /// The words that are known.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word as Apple spells it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Unrecognized(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    word => Self::Unrecognized(word.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from(word.as_ref()))
            }
        }
    };
}

pub(crate) use {kind, open_enum};
