// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/tiny_pdf.hpp"

#include <cstdio>
#include <map>

namespace gongkai {

std::string stream_object(std::string const& entries, std::string const& data) {
  return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

std::string to_bytes(TinyPdf const& pdf) {
  constexpr int first_extra = 10;
  int const first_page = first_extra + static_cast<int>(pdf.objects.size());
  std::map<int, std::string> objects;
  std::string kids;
  for (std::size_t i = 0; i < pdf.pages.size(); ++i) {
    TinyPage const& p = pdf.pages[i];
    int const number = first_page + 2 * static_cast<int>(i);
    kids += std::to_string(number) + " 0 R ";
    objects[number] = "<< /Type /Page /Parent 2 0 R /MediaBox [" + p.media_box + "] /Contents " +
                      std::to_string(number + 1) + " 0 R /Resources << /Font << " + p.fonts + " >> " + p.resources +
                      " >> " + p.extra + " >>";
    objects[number + 1] = stream_object(p.filter, p.content);
  }
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[2] = "<< /Type /Pages /Count " + std::to_string(pdf.pages.size()) + " /Kids [" + kids + "] >>";
  objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
  objects[4] = "<< " + pdf.info + " >>";
  for (std::size_t i = 0; i < pdf.objects.size(); ++i) { objects[first_extra + static_cast<int>(i)] = pdf.objects[i]; }

  std::string out = "%PDF-1.7\n";
  std::map<int, std::size_t> places;
  for (auto const& [number, body] : objects) {
    places[number] = out.size();
    out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
  }
  std::size_t const xref = out.size();
  int const count = objects.rbegin()->first + 1;
  out += "xref\n0 " + std::to_string(count) + "\n0000000000 65535 f \n";
  for (int n = 1; n < count; ++n) {
    char entry[32];
    bool const used = places.contains(n);
    std::snprintf(entry, sizeof entry, "%010zu %05d %c \n", used ? places[n] : 0, used ? 0 : 65535, used ? 'n' : 'f');
    out += entry;
  }
  return out + "trailer\n<< /Size " + std::to_string(count) + " /Root 1 0 R /Info 4 0 R >>\nstartxref\n" +
         std::to_string(xref) + "\n%%EOF\n";
}

std::string tiny_pdf(std::string const& content, std::string const& extra) {
  TinyPdf pdf;
  pdf.pages.push_back({content, "0 0 200 200", extra, ""});
  return to_bytes(pdf);
}

} // namespace gongkai
