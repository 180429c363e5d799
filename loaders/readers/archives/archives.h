// Archives: zip and tar, crawls (WARC) and mails (EML, MHTML).
#pragma once

#include <string_view>

#include "loaders/readers/archives/member.h"

namespace lode {

// All hand out members in order, one at a time, and stop at damage with an error; what was
// handed out before stays. No member, and in all no more than `limit` bytes, are unpacked.

// Folders and hidden files are passed over. Encrypted members, and methods other than
// "stored" and "deflated", cost themselves only.
void ReadZip(std::string_view bytes, std::uint64_t limit, const MemberSink& sink);

// ustar, with GNU's and pax's long names.
void ReadTar(std::string_view bytes, std::uint64_t limit, const MemberSink& sink);

// Responses of pages and texts, with address and date, and what was made of them
// ("conversion"); requests, errors, redirects and other files are passed over.
void ReadWarc(std::string_view bytes, std::uint64_t limit, const MemberSink& sink);

// One member: the mail's HTML or text, decoded, with subject, sender and date; of an MHTML
// page the page, with its address.
void ReadMail(std::string_view bytes, std::uint64_t limit, const MemberSink& sink);

bool IsTar(std::string_view bytes);
bool IsMail(std::string_view bytes);

using ArchiveReader = void (*)(std::string_view bytes, std::uint64_t limit, const MemberSink& sink);

// What reads the bytes, by how they begin; none where they are no archive or an office
// document, which a zip archive may be.
ArchiveReader ArchiveReaderFor(std::string_view bytes);

// Files that pages bring along (styles, scripts, fonts, pictures), by their names: in an
// archive they are passed over.
bool IsWebAsset(std::string_view name);

// What a zip file is by its members: "a Word document (DOCX)"; empty for an archive.
std::string OfficeKind(std::string_view zip);

}  // namespace lode
