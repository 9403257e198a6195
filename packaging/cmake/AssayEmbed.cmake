# SPDX-License-Identifier: GPL-3.0-or-later
# assay_embed(TARGET SYMBOL FILE): compiles a text file into TARGET as
# `extern const std::string_view SYMBOL` in namespace assay::embedded, so that no program has to
# find it at run time.
function(assay_embed target symbol file)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp")
    add_custom_command(OUTPUT "${source}"
        COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${source} -DSYMBOL=${symbol}
                -P "${CMAKE_SOURCE_DIR}/packaging/cmake/EmbedFile.cmake"
        DEPENDS "${file}" "${CMAKE_SOURCE_DIR}/packaging/cmake/EmbedFile.cmake" VERBATIM)
    target_sources(${target} PRIVATE "${source}")
endfunction()
