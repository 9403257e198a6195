# SPDX-License-Identifier: GPL-3.0-or-later
# What the engine and the core need beside Qt. Another Python may stand first on PATH, so the one
# to embed is named.
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBSECCOMP REQUIRED IMPORTED_TARGET libseccomp>=2.5)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(LIBSECRET REQUIRED IMPORTED_TARGET libsecret-1)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(SNAPPY REQUIRED IMPORTED_TARGET snappy)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
# libcsv brings neither CMake nor pkg-config files.
find_path(CSV_INCLUDE csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
add_library(Csv::Csv UNKNOWN IMPORTED)
set_target_properties(Csv::Csv PROPERTIES IMPORTED_LOCATION "${CSV_LIBRARY}"
                      INTERFACE_INCLUDE_DIRECTORIES "${CSV_INCLUDE}")

set(ASSAY_PYTHON "/usr/bin/python3.11" CACHE FILEPATH "The Python whose library is embedded")
set(Python3_EXECUTABLE "${ASSAY_PYTHON}")
find_package(Python3 3.11 EXACT REQUIRED COMPONENTS Interpreter Development.Embed)
