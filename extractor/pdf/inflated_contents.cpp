// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/inflated_contents.hpp"

#include <Array.h>
#include <Dict.h>
#include <Page.h>
#include <Stream.h>
#include <zlib.h>

#include <algorithm>
#include <optional>

namespace gongkai::pdf {
namespace {

/// Of all streams of a page: one of a disclosure has less than 2 MB. Poppler takes what is larger piece by piece, and
/// so a bomb too, be it one stream or the same one named many times.
constexpr std::size_t most_bytes = 64U << 20;

/// Nothing where the data does not end as it should, or is larger than `most`.
std::optional<std::string> inflate_all(std::vector<unsigned char>& deflated, std::size_t most) {
  z_stream z{};
  if (inflateInit(&z) != Z_OK) { return std::nullopt; }
  z.next_in = deflated.data();
  z.avail_in = static_cast<uInt>(deflated.size());
  std::string out(std::min(std::max<std::size_t>(8 * deflated.size(), 4096), most), '\0');
  std::size_t size = 0;
  int state = Z_OK;
  while (state == Z_OK && size < most) {
    if (size == out.size()) { out.resize(std::min(2 * out.size(), most)); }
    z.next_out = reinterpret_cast<Bytef*>(out.data() + size);
    z.avail_out = static_cast<uInt>(out.size() - size);
    state = inflate(&z, Z_NO_FLUSH);
    size = out.size() - z.avail_out;
  }
  inflateEnd(&z);
  if (state != Z_STREAM_END) { return std::nullopt; }
  out.resize(size);
  out.shrink_to_fit();
  return out;
}

/// Nothing where there is more than `most`: what is to be inflated may come out of a filter, and be a bomb itself.
std::optional<std::vector<unsigned char>> read_all(Stream& stream, std::size_t most) {
  std::vector<unsigned char> out;
  stream.reset();
  for (;;) {
    constexpr std::size_t step = 1U << 16;
    std::size_t const before = out.size();
    out.resize(before + step);
    int const read = stream.doGetChars(static_cast<int>(step), out.data() + before);
    out.resize(before + static_cast<std::size_t>(std::max(read, 0)));
    if (out.size() > most) { return std::nullopt; }
    if (out.size() < before + step) { return out; }
  }
}

std::optional<std::string> inflated(Stream& stream, std::size_t most) {
  Dict const* const dictionary = stream.getDict();
  bool const plain = stream.getKind() == strFlate && stream.getNextStream() != nullptr && dictionary != nullptr &&
                     dictionary->lookup("DecodeParms").isNull() && dictionary->lookup("DP").isNull();
  if (!plain) { return std::nullopt; }
  auto deflated = read_all(*stream.getNextStream(), most);
  return deflated ? inflate_all(*deflated, most) : std::nullopt;
}

} // namespace

InflatedContents::InflatedContents(Page& page, XRef& xref) {
  Object contents = page.getContents();
  if (!contents.isArray()) {
    m_data.reserve(1);
    m_object = inflated_or_same(std::move(contents), xref);
    return;
  }
  // What is no stream is for Gfx to refuse.
  m_data.reserve(static_cast<std::size_t>(contents.arrayGetLength()));
  auto* const streams = new Array(&xref);
  for (int i = 0; i < contents.arrayGetLength(); ++i) { streams->add(inflated_or_same(contents.arrayGet(i), xref)); }
  m_object = Object(streams);
}

Object InflatedContents::inflated_or_same(Object stream, XRef& xref) {
  if (!stream.isStream()) { return stream; }
  std::optional<std::string> data = inflated(*stream.getStream(), most_bytes - m_bytes);
  if (!data) { return stream; }
  m_bytes += data->size();
  m_data.push_back(std::move(*data));
  std::string const& bytes = m_data.back();
  return Object(static_cast<Stream*>(
      new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(new Dict(&xref)))));
}

} // namespace gongkai::pdf
