//! What the interface says of pictures that cannot be made: title, text and what to do about it.

/// The canvas holds no picture of this size.
pub const TOO_LARGE: [&str; 3] = [
    "The picture is too large",
    "this browser makes no picture of so many pixels",
    "Take a smaller size, or the SVG, which is sharp at any size. `breachmap render` makes large ones.",
];
/// The page's policy forbids images from memory.
pub const BLOCKED: [&str; 3] = [
    "The picture cannot be drawn",
    "the security policy of this page forbids images that the page makes itself",
    "Save the SVG instead. Whoever runs this page can allow `blob:` in img-src.",
];
