# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler, linker and cache settings that hold for every target.
include_guard()
include(CheckCXXCompilerFlag)
include(CheckPIESupported)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
check_pie_supported()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT DEFINED CMAKE_COMPILE_WARNING_AS_ERROR)
    set(CMAKE_COMPILE_WARNING_AS_ERROR ON)
endif()
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

set(SYNGRAPH_SANITIZE "" CACHE STRING "Value of -fsanitize=, for example address,undefined")
option(SYNGRAPH_COVERAGE "Instrument for gcov" OFF)
option(SYNGRAPH_PLANTS "Let the program sim make known mistakes (shared/base/plant.h); for the preset plants only" OFF)
option(SYNGRAPH_FUZZ "Build the libFuzzer targets (Clang)" OFF)

# Only GCC ignores a precompiled header whose macros differ; Clang refuses it.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(syngraph_pch_default ON)
else()
    set(syngraph_pch_default OFF)
endif()
option(SYNGRAPH_PCH "Precompile the Qt headers" ${syngraph_pch_default})

if(SYNGRAPH_SANITIZE)
    # recover would turn a finding of UBSan into a line that nobody reads
    add_compile_options(-fsanitize=${SYNGRAPH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SYNGRAPH_SANITIZE})
endif()
if(SYNGRAPH_PLANTS)
    add_compile_definitions(SYNGRAPH_PLANTS)
endif()
if(SYNGRAPH_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(SYNGRAPH_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()

find_program(SYNGRAPH_CCACHE ccache)
if(SYNGRAPH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without this sloppiness ccache refuses every file that uses a precompiled header;
    # base_dir and no hash_dir let several checkouts share what they compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_NOHASHDIR=1
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
        ${SYNGRAPH_CCACHE})
    if(SYNGRAPH_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-fpch-preprocess)
    endif()
endif()

# The default linker takes several times as long, and every test is an executable.
find_program(SYNGRAPH_FAST_LINKER NAMES ld.mold ld.lld)
if(SYNGRAPH_FAST_LINKER)
    cmake_path(GET SYNGRAPH_FAST_LINKER EXTENSION LAST_ONLY syngraph_linker)
    string(SUBSTRING "${syngraph_linker}" 1 -1 syngraph_linker)
    add_link_options(-fuse-ld=${syngraph_linker})
endif()

# Linked privately by every target of ours; carries no include folder.
add_library(syngraph_options INTERFACE)
target_compile_options(syngraph_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wformat=2 -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC bug 105651: std::string's operator+ warns about itself; a variant that holds a QVarLengthArray warns
    # about members of the alternative it does not hold
    target_compile_options(syngraph_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # GCC's warning of this name fires inside inlined Qt and library code
    target_compile_options(syngraph_options INTERFACE -Wnull-dereference)
endif()
target_compile_definitions(syngraph_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_STRICT_ITERATORS
    # Qt drops Q_ASSERT in every optimised build, and the tests run in one
    $<$<NOT:$<CONFIG:Release>>:QT_FORCE_ASSERTS>)

set(syngraph_hardening -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
foreach(flag IN ITEMS -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "syngraph_has${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
        list(APPEND syngraph_hardening ${flag})
    endif()
endforeach()
target_compile_options(syngraph_options INTERFACE "$<$<CONFIG:Release>:${syngraph_hardening}>")
target_link_options(syngraph_options INTERFACE "$<$<CONFIG:Release>:LINKER:-z,relro,-z,now>")
