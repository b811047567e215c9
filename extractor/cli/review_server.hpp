// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// The review pages over HTTP, for this machine alone, so that corrections can be written to disk.
///
/// Other programs of the machine, and web pages in the same browser, can reach a port on the loopback interface. What
/// keeps them out: the address holds a secret that is made anew each time; a request must name this server as its host
/// (a name of somebody else's that leads here is refused); what writes must come from one of our own pages.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace gongkai::cli {

struct ServedDocument {
  std::string page;                                     ///< "budget.html", unique among the documents.
  std::function<std::string()> html;                    ///< With the corrections made so far.
  std::function<std::string(std::string const&)> write; ///< Takes corrections; what is wrong with them, or "".
};

class ReviewServer {
public:
  explicit ReviewServer(std::vector<ServedDocument> documents, std::function<std::string()> index);

  /// Serves until the process is stopped. `port` 0 takes a free one. `ready` is called with the address, once it
  /// answers. Returns false where the port cannot be used.
  bool run(int port, std::function<void(std::string const& address)> const& ready);

private:
  struct Answering;

  std::vector<ServedDocument> m_documents;
  std::function<std::string()> m_index;
  std::string m_secret; ///< Stands between the host and the page in every address.
};

} // namespace gongkai::cli
