# SPDX-License-Identifier: GPL-3.0-or-later
# One target carries the language, the warnings and Qt's strict switches: every other target links it.
add_library(assay_flags INTERFACE)
target_compile_features(assay_flags INTERFACE cxx_std_20)
target_include_directories(assay_flags INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/core"
                           "${CMAKE_BINARY_DIR}")
target_compile_options(assay_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wswitch -fno-omit-frame-pointer
                       -fstack-protector-strong -fPIC)
target_compile_definitions(assay_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS QT_NO_URL_CAST_FROM_STRING
    QT_NO_CAST_FROM_BYTEARRAY QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_link_options(assay_flags INTERFACE -Wl,-z,relro,-z,now)

if(ASSAY_WERROR)
    target_compile_options(assay_flags INTERFACE -Werror)
endif()
if(ASSAY_SANITIZE)
    target_compile_options(assay_flags INTERFACE "-fsanitize=${ASSAY_SANITIZE}"
                           -fno-sanitize-recover=undefined)
    target_link_options(assay_flags INTERFACE "-fsanitize=${ASSAY_SANITIZE}")
    target_compile_definitions(assay_flags INTERFACE ASSAY_SANITIZED)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_definitions(assay_flags INTERFACE _FORTIFY_SOURCE=2)
endif()

find_program(ASSAY_CCACHE ccache)
if(ASSAY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Relative paths, so that presets with the same flags share what is compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}"
        CCACHE_NOHASHDIR=1 "${ASSAY_CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

# assay_library(NAME sources… LINK libs…): a static library of one room.
function(assay_library name)
    cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
    add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PUBLIC assay_flags ${ARG_LINK})
endfunction()
