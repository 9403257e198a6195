# SPDX-License-Identifier: GPL-3.0-or-later
# Writes INPUT's bytes as a C++ array; called by assay_embed at build time.
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUTPUT}" "#include <string_view>
namespace assay::embedded {
static const unsigned char bytes_${SYMBOL}[] = {${bytes}0};
extern const std::string_view ${SYMBOL};
const std::string_view ${SYMBOL}(reinterpret_cast<const char *>(bytes_${SYMBOL}), ${size});
}
")
