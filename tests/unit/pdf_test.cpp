// SPDX-License-Identifier: GPL-3.0-or-later
// Files as a whole: what they are, whether they open, what they say about themselves.
#include "pdf/document.hpp"
#include "pdf/identify.hpp"
#include "support/files.hpp"
#include "support/tiny_pdf.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace gongkai;
using Catch::Matchers::Contains;
using pdf::Document;

namespace {

/// A file of bytes that begin like this.
std::string beginning_with(std::string const& start) { return start + std::string(64, 'x'); }

ProblemCode refusal_of(std::string bytes, std::string const& password = {}) {
  auto const document = Document::open(std::move(bytes), password);
  REQUIRE_FALSE(document.has_value());
  CHECK_FALSE(document.error().message.empty());
  CHECK(document.error().message.find('\n') == std::string::npos); // one line
  return document.error().code;
}

std::string wide(std::string const& ascii) {
  std::string out;
  for (char const c : ascii) { out += {c, '\0'}; }
  return out;
}

} // namespace

TEST_CASE("what a file is that is no PDF is said by name") {
  using namespace std::string_literals;
  std::string const zip = "PK\x03\x04";
  std::string const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  auto const [bytes, name] = GENERATE_COPY(table<std::string, std::string>({
      {"", "empty"},
      {"<!DOCTYPE html><html>", "an HTML page"},
      {"\n\n  <HTML><head>", "an HTML page"},
      {"\xEF\xBB\xBF<script>location='/login'</script>", "an HTML page"},
      {"<?xml version='1.0'?><a/>", "an XML file"},
      {"{\"code\": 404}", "a JSON file"},
      {zip + "....word/document.xml", "a Word document (.docx)"},
      {zip + "....xl/workbook.xml", "an Excel workbook (.xlsx)"},
      {zip + "....ppt/presentation.xml", "a PowerPoint file (.pptx)"},
      {zip + "....OFD.xml", "an OFD document (.ofd)"},
      {zip + "....notes.txt", "a ZIP archive"},
      {ole + wide("WordDocument"), "a Word document (.doc)"},
      {ole + wide("Workbook"), "an Excel workbook (.xls)"},
      {ole, "an old Office document"},
      {beginning_with("{\\rtf1"), "an RTF document"},
      {beginning_with("\xFF\xD8\xFF\xE0"), "a JPEG picture"},
      {beginning_with("\x89PNG\r\n"), "a PNG picture"},
      {beginning_with("II*\0"s), "a TIFF picture"},
      {beginning_with("Rar!\x1A\x07"), "a RAR archive"},
      {beginning_with("7z\xBC\xAF"), "a 7z archive"},
      {beginning_with("%!PS-Adobe"), "a PostScript file"},
      {"404 not found", "a text file"},
      {"\x01\x02\0\x03"s, "an unknown binary file"},
  }));
  CAPTURE(name);
  auto const identity = pdf::identify(bytes);
  CHECK_FALSE(identity.pdf);
  CHECK_THAT(std::string(identity.name), Contains(name));
  auto const document = Document::open(bytes);
  REQUIRE_FALSE(document);
  CHECK(document.error().code == ProblemCode::not_a_pdf);
  CHECK_THAT(document.error().message, Contains(name));
}

TEST_CASE("the mark of a PDF may stand within the first 1,024 bytes") {
  CHECK(pdf::identify("%PDF-1.4").pdf);
  CHECK(pdf::identify(std::string(1000, ' ') + "%PDF-1.4").pdf);
  CHECK_FALSE(pdf::identify(std::string(1030, ' ') + "%PDF-1.4").pdf);
  CHECK(Document::open("HTTP/1.1 200 OK\r\n\r\n" + tiny_pdf("")).has_value());
}

TEST_CASE("bad files of the samples are refused, each with its code") {
  auto const [file, code] = GENERATE(table<char const*, ProblemCode>({
      {"html-as", ProblemCode::not_a_pdf},
      {"word-as", ProblemCode::not_a_pdf},
      {"docx-as", ProblemCode::not_a_pdf},
      {"empty", ProblemCode::not_a_pdf},
      {"truncated", ProblemCode::damaged_file},
      {"password", ProblemCode::password_needed},
      {"zero-pages", ProblemCode::no_pages},
  }));
  CAPTURE(file);
  CHECK(refusal_of(sample("traits/bad/" + std::string(file) + ".pdf")) == code);
}

TEST_CASE("a password opens a file; a wrong one is told from none") {
  std::string const bytes = sample("traits/bad/password.pdf");
  auto const document = Document::open(bytes, "gongkai");
  REQUIRE(document);
  CHECK(document->metadata().encrypted);
  CHECK_FALSE(document->read_page(1).glyphs.empty());
  CHECK(Document::open(bytes, "gongkai-owner").has_value()); // the owner's opens it too
  auto const none = Document::open(bytes), wrong = Document::open(bytes, "wrong");
  REQUIRE_FALSE(none);
  REQUIRE_FALSE(wrong);
  CHECK_THAT(none.error().message, Contains("--password"));
  CHECK(none.error().message != wrong.error().message);
}

TEST_CASE("an empty user password opens a file by itself, whatever password is given") {
  std::string const bytes = sample("traits/bad/owner-only.pdf");
  for (char const* password : {"", "superfluous"}) {
    auto const document = Document::open(bytes, password);
    REQUIRE(document);
    CHECK(document->metadata().encrypted);
    CHECK(document->metadata().pages == 1);
    CHECK(document->render(1, 36).has_value()); // drawn by another reading of the file
  }
}

TEST_CASE("a file whose end is missing opens where its pages do, with a problem") {
  std::string bytes = tiny_pdf("BT /F1 10 Tf 20 100 Td (text) Tj ET");
  bytes.resize(bytes.rfind("startxref"));
  auto const document = Document::open(bytes);
  REQUIRE(document);
  REQUIRE(document->problems().size() == 1);
  CHECK(document->problems()[0].code == ProblemCode::damaged_file);
  CHECK(document->read_page(1).glyphs.size() == 4);
  CHECK(Document::open(tiny_pdf(""))->problems().empty());
}

TEST_CASE("metadata is UTF-8, whatever the file has it in") {
  TinyPdf pdf;
  pdf.pages.emplace_back();
  pdf.pages.emplace_back();
  pdf.info = "/Producer (WPS) /Creator <FEFF98847B97> /Title (\\351)";
  auto const document = Document::open(to_bytes(pdf));
  REQUIRE(document);
  auto const& m = document->metadata();
  CHECK(m.pages == 2);
  CHECK(m.producer == "WPS");
  CHECK(m.creator == "预算");
  CHECK(m.title == "é");
  CHECK_FALSE(m.encrypted);

  // The other order of bytes; a half of a pair without the other, and half a unit at the end; a character of two
  // halves.
  pdf.info = "/Producer <FFFE8498977B> /Creator <FEFFD8429884DFB700> /Title <FEFFD842DFB7>";
  auto const other = Document::open(to_bytes(pdf));
  REQUIRE(other);
  CHECK(other->metadata().producer == "预算");
  CHECK(other->metadata().creator == "\uFFFD预\uFFFD");
  CHECK(other->metadata().title == "𠮷");
}

TEST_CASE("a document can be moved while its bytes are read from") {
  auto opened = Document::open(tiny_pdf("BT /F1 10 Tf 20 100 Td (text) Tj ET"));
  REQUIRE(opened);
  Document const moved = std::move(*opened);
  CHECK(moved.read_page(1).glyphs.size() == 4);
  CHECK(moved.bytes().starts_with("%PDF-"));
}

TEST_CASE("bookmarks come in reading order with their depth") {
  std::string bytes = tiny_pdf("");
  TinyPdf pdf;
  pdf.pages.emplace_back();
  pdf.objects = {"<< /Type /Outlines /First 11 0 R /Last 12 0 R /Count 3 >>",
                 "<< /Title (A) /Parent 10 0 R /Next 12 0 R /First 13 0 R /Last 13 0 R /Count 1 >>",
                 "<< /Title (B) /Parent 10 0 R /Prev 11 0 R >>", "<< /Title (a) /Parent 11 0 R >>"};
  bytes = to_bytes(pdf);
  bytes.replace(bytes.find("/Pages 2 0 R >>"), 15,
                "/Pages 2 0 R /Outlines 10 0 R >>"); // the offsets are wrong now: Poppler mends them
  auto const document = Document::open(bytes);
  REQUIRE(document);
  std::string read;
  for (pdf::Bookmark const& b : document->bookmarks()) {
    read += std::string(static_cast<std::size_t>(b.level), ' ') + b.title + "\n";
  }
  CHECK(read == "A\n a\nB\n");
  CHECK(Document::open(tiny_pdf(""))->bookmarks().empty());
}

TEST_CASE("a page is drawn as it is seen, and PNG holds the pixels") {
  auto const document = Document::open(tiny_pdf("1 0 0 rg 0 100 100 100 re f", "/Rotate 90"));
  REQUIRE(document);
  auto const picture = document->render(1, 36);
  REQUIRE(picture);
  CHECK(picture->width == 100);
  CHECK(picture->height == 100);
  auto const pixel = [&](int x, int y) {
    auto const at = static_cast<std::size_t>(3 * (y * picture->width + x));
    return std::vector<int>{picture->rgb[at], picture->rgb[at + 1], picture->rgb[at + 2]};
  };
  CHECK(pixel(75, 25) == std::vector<int>{255, 0, 0}); // the upper left quarter, turned to the right
  CHECK(pixel(25, 25) == std::vector<int>{255, 255, 255});
  CHECK(pdf::to_png(*picture).starts_with("\x89PNG"));
  CHECK_FALSE(document->render(2, 36).has_value());
}
