# SPDX-License-Identifier: GPL-3.0-or-later
# Texts in other languages, compiled into a library.
include_guard()

# syngraph_translations(TARGET)
# Compiles resources/translations/*.ts and puts them into TARGET under :/syngraph/translations.
function(syngraph_translations target)
    find_program(SYNGRAPH_LRELEASE NAMES lrelease6 lrelease-qt6 lrelease
        HINTS "${QT6_INSTALL_PREFIX}/lib/qt6/bin" "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" REQUIRED)
    file(GLOB translations CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/resources/translations/*.ts")
    set(folder "${CMAKE_BINARY_DIR}/translations")
    file(MAKE_DIRECTORY "${folder}")
    set(entries "")
    set(compiled "")
    foreach(translation IN LISTS translations)
        cmake_path(GET translation STEM name)
        add_custom_command(OUTPUT "${folder}/${name}.qm"
            COMMAND "${SYNGRAPH_LRELEASE}" -silent "${translation}" -qm "${folder}/${name}.qm"
            DEPENDS "${translation}" VERBATIM)
        string(APPEND entries "<file>${name}.qm</file>")
        list(APPEND compiled "${folder}/${name}.qm")
    endforeach()
    file(CONFIGURE OUTPUT "${folder}/translations.qrc"
        CONTENT "<RCC><qresource prefix=\"/syngraph/translations\">${entries}</qresource></RCC>\n")
    add_custom_command(OUTPUT "${folder}/qrc_translations.cpp"
        COMMAND Qt6::rcc --name translations -o "${folder}/qrc_translations.cpp" "${folder}/translations.qrc"
        DEPENDS "${folder}/translations.qrc" ${compiled} VERBATIM)
    target_sources(${target} PRIVATE "${folder}/qrc_translations.cpp")
    set_source_files_properties("${folder}/qrc_translations.cpp" PROPERTIES
        SKIP_AUTOGEN ON SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "-w")
endfunction()
