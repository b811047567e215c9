// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/review/html_file.hpp"

#include "base/base64.hpp"
#include "base/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gongkai {
namespace {

constexpr std::string_view mark_begin = "<meta name=\"generator\" content=\"gongkai ", mark_end = "\">\n";

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    default: out += c;
    }
  }
  return out;
}

/// How a Content-Security-Policy names a script or a style sheet: by what it is.
std::string hash_source(std::string_view text) {
  std::string const hex = sha256_hex(text);
  std::string digest;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    digest += static_cast<char>(value);
  }
  return fmt::format("'sha256-{}'", base64(digest));
}

} // namespace

HtmlFile::HtmlFile(std::string_view title, std::string_view style, std::string_view script, Options const& options)
    : m_script(script) {
  m_html = fmt::format("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n{}{}{}"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                       "script-src {}; style-src {};{} base-uri 'none'; form-action 'none'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n"
                       "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
                       mark_begin, escaped(options.mark), mark_end, hash_source(script), hash_source(style),
                       options.connects ? " connect-src 'self';" : "", escaped(title), style);
}

std::string HtmlFile::mark_of(std::string_view beginning) {
  std::size_t const at = beginning.find(mark_begin);
  if (at == std::string_view::npos) { return {}; }
  std::string_view const rest = beginning.substr(at + mark_begin.size());
  return std::string(rest.substr(0, std::min(rest.find(mark_end), rest.size())));
}

void HtmlFile::add_json(std::string_view id, std::string_view json) {
  m_html += fmt::format("<script type=\"application/json\" id=\"{}\">", id);
  // "<" stands in strings only.
  for (std::size_t at = 0; at < json.size();) {
    std::size_t const next = std::min(json.find('<', at), json.size());
    m_html += json.substr(at, next - at);
    if (next < json.size()) { m_html += "\\u003c"; }
    at = next + 1;
  }
  m_html += "</script>\n";
}

void HtmlFile::add_picture(std::string_view id, std::string_view type, std::string_view bytes) {
  m_html += fmt::format("<script type=\"text/plain\" id=\"{}\" data-type=\"{}\">", id, type);
  m_html += base64(bytes);
  m_html += "</script>\n";
}

std::string HtmlFile::finish() && {
  m_html += "<script>";
  m_html += m_script;
  m_html += "</script>\n</body>\n</html>\n";
  return std::move(m_html);
}

} // namespace gongkai
