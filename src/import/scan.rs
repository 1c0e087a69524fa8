//! Steps through a JSON text that is known to be well formed, without making values of it.

/// A place in a JSON text.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Where it stands: an offset in bytes.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// At an offset of a text.
    pub fn at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// Steps over white space, and tells what comes then; 0 at the end.
    pub fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(b'\0')
    }

    /// Steps over a comma, if one comes.
    pub fn comma(&mut self) {
        if self.peek() == b',' {
            self.at += 1;
        }
    }

    /// Steps over a string; returns it as it stands in the text.
    pub fn quoted(&mut self) -> &'a str {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            self.at += match byte {
                b'"' => break,
                b'\\' => 2,
                _ => 1,
            };
        }
        self.at = (self.at + 1).min(self.text.len());
        &self.text[start..self.at]
    }

    /// Steps over a key. Few have anything to decode.
    pub fn key(&mut self) -> String {
        let quoted = self.quoted();
        if quoted.contains('\\') {
            return serde_json::from_str(quoted).unwrap_or_default();
        }
        quoted.trim_matches('"').to_owned()
    }

    /// Steps over a number, `true`, `false` or `null`.
    pub fn word(&mut self) {
        let is_over = |byte: &u8| matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace();
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(is_over).unwrap_or(rest.len());
    }

    /// Steps over a value and all that is in it.
    pub fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                b'"' => drop(self.quoted()),
                b'\0' => return,
                _ => self.word(),
            }
            if depth == 0 {
                return;
            }
        }
    }
}
