// Bytes in whatever encoding -> UTF-8 in NFC that remembers the bytes.
#pragma once

#include <string>
#include <string_view>

#include "loaders/readers/bytes/mapped_text.h"
#include "lode/status.h"

namespace lode {

// Decodes a file. A byte-order mark decides, then bytes that are UTF-8, then
// `declared` (a charset name from the file's own head, may be empty), then a
// guess. kInvalidInput names byte and line where text that claims or appears to
// be UTF-8 (or UTF-16) is not, and refuses NUL bytes. Cost: linear.
Result<MappedText> Decode(std::string_view bytes, std::string_view declared);

// UTF-8 as browsers read it: what is ill-formed, and NUL, is U+FFFD. For pages, which are
// read whole in spite of a broken letter. Cost: linear.
MappedText DecodeLeniently(std::string_view bytes);

// The charset that an HTML or XML head declares, or nothing.
std::string DeclaredCharset(std::string_view bytes);

// NFC, with origins kept.
MappedText NormalizeNfc(const MappedText& text);

// The first byte that is not valid UTF-8, or npos.
std::size_t FirstInvalidUtf8(std::string_view bytes);

// "byte 12 (line 3)" for messages: bytes from 0, lines from 1.
std::string PlaceOf(std::string_view bytes, std::size_t at);

// Whether the bytes begin like UTF-16 or UTF-32: with a byte-order mark, or with
// NULs in the pattern that Latin text has there. The charset's name, or nothing.
std::string WideCharset(std::string_view bytes);

}  // namespace lode
