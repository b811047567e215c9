# SPDX-License-Identifier: GPL-3.0-or-later
# What the libraries are built on. They are static, so whoever links the installed ones needs the same: this file
# serves the build and, installed, find_package(gongkai).
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler>=22.12)
pkg_check_modules(poppler_cpp REQUIRED IMPORTED_TARGET poppler-cpp)
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(png REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(webp REQUIRED IMPORTED_TARGET libwebp)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(rapidjson REQUIRED IMPORTED_TARGET RapidJSON)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
