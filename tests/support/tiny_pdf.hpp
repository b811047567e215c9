// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// A PDF written by the test that needs it: pages of one content stream each, with Helvetica as /F1 unless they say
/// otherwise.
#pragma once

#include <string>
#include <vector>

namespace gongkai {

struct TinyPage {
  std::string content; ///< Operators: "BT /F1 10 Tf 20 100 Td (text) Tj ET".
  std::string media_box = "0 0 200 200";
  std::string extra;     ///< Further entries of the page: "/Rotate 90".
  std::string resources; ///< Further entries of its resources: "/XObject << /X 10 0 R >>".
  std::string fonts = "/F1 3 0 R";
  std::string filter{}; ///< Entries of the content stream: "/Filter /ASCIIHexDecode".
};

struct TinyPdf {
  std::vector<TinyPage> pages;
  std::vector<std::string> objects; ///< Further objects, numbered from 10: "<< ... >>" or with a stream.
  std::string info;                 ///< Entries of the document information: "/Producer (x)".
};

/// A further object with a stream.
std::string stream_object(std::string const& entries, std::string const& data);

/// The file's bytes, with a right cross-reference table.
std::string to_bytes(TinyPdf const& pdf);

/// One page with this content.
std::string tiny_pdf(std::string const& content, std::string const& extra = {});

} // namespace gongkai
