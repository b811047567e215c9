// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/file_names.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <memory>
#include <optional>
#include <vector>

namespace gongkai::dataset {
namespace {

/// The bytes as UTF-8, where they are wholly of an encoding.
std::optional<std::string> converted(std::string_view bytes, char const* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, void (*)(UConverter*)> const from(ucnv_open(encoding, &error), ucnv_close);
  if (U_FAILURE(error)) { return std::nullopt; }
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::vector<UChar> units(bytes.size() + 1);
  std::int32_t const count = ucnv_toUChars(from.get(), units.data(), static_cast<std::int32_t>(units.size()),
                                           bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) { return std::nullopt; }
  std::unique_ptr<UConverter, void (*)(UConverter*)> const to(ucnv_open("UTF-8", &error), ucnv_close);
  std::string out(3 * static_cast<std::size_t>(count) + 1, '\0');
  std::int32_t const size =
      ucnv_fromUChars(to.get(), out.data(), static_cast<std::int32_t>(out.size()), units.data(), count, &error);
  if (U_FAILURE(error)) { return std::nullopt; }
  out.resize(static_cast<std::size_t>(size));
  return out;
}

} // namespace

std::string utf8_name(std::string_view name) {
  for (char const* encoding : {"UTF-8", "GB18030"}) {
    if (std::optional<std::string> text = converted(name, encoding)) { return std::move(*text); }
  }
  std::string out;
  for (char const c : name) {
    out += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c)
                                                : fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

} // namespace gongkai::dataset
