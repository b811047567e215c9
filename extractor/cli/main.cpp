// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.hpp"
#include "output/json.hpp"
#include "pipeline.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  gongkai::Knowledge knowledge(std::getenv("GPAT") ? std::getenv("GPAT") : "");
  for (int i = 1; i < argc; ++i) {
    std::string const arg = argv[i];
    if (arg == "extract") { continue; }
    std::ifstream in(arg, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    auto result = gongkai::extract(std::move(bytes), arg, knowledge);
    if (!result) {
      std::cerr << arg << ": " << result.error().message << "\n";
      return 1;
    }
    std::cout << gongkai::to_json(*result, gongkai::JsonLayout::pretty);
  }
}
