# SPDX-License-Identifier: GPL-3.0-or-later
include_guard()

if(BUILD_TESTING)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
    # Left out: macros that tell each test its own folders. Nothing asks for them, and GCC takes no precompiled
    # header that was made with others.
    set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
    # What hands things over by locks that ThreadSanitizer sees, not by Qt's queues: the tests labelled threads.
    add_custom_target(thread_tests)
endif()

# syngraph_test(NAME SOURCES file... [LIBS library...] [LABELS fast|slow|gui|bench|threads...] [GUI]
#               [TIMEOUT seconds] [PROGRAMS target...] [ENVIRONMENT name=value...])
# Makes a Qt Test executable and registers it with ctest. Exactly one source ends in
# QTEST_GUILESS_MAIN or QTEST_MAIN. LABELS is fast unless given. GUI adds Qt Widgets. PROGRAMS are
# executables it starts; their folder is in the variable SYNGRAPH_BIN_DIR of its environment. The
# macro SYNGRAPH_SOURCE_DIR is the top of the repository, for test data.
function(syngraph_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "GUI" "TIMEOUT" "SOURCES;LIBS;LABELS;PROGRAMS;ENVIRONMENT")
    if(NOT arg_SOURCES)
        message(FATAL_ERROR "syngraph_test(${name}) names no SOURCES")
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS fast)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    foreach(library IN LISTS arg_LIBS)
        if(library MATCHES "^syngraph::" AND NOT TARGET ${library})
            message(FATAL_ERROR "syngraph_test(${name}) wants ${library}, which does not exist")
        endif()
    endforeach()
    add_executable(${name} ${arg_SOURCES})
    set(kind test)
    target_link_libraries(${name} PRIVATE syngraph_options Qt6::Test Qt6::Network ${arg_LIBS})
    if(arg_GUI)
        set(kind test_gui)
        target_link_libraries(${name} PRIVATE Qt6::Widgets)
    endif()
    if(TARGET syngraph::test_support)
        target_link_libraries(${name} PRIVATE syngraph::test_support)
    endif()
    target_compile_definitions(${name} PRIVATE SYNGRAPH_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    set_target_properties(${name} PROPERTIES
        AUTOMOC ON
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin/tests")
    syngraph_use_pch(${name} ${kind})
    syngraph_existing(programs ${arg_PROGRAMS})
    if(programs)
        add_dependencies(${name} ${programs})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if("threads" IN_LIST arg_LABELS)
        add_dependencies(thread_tests ${name})
    endif()
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}"
        TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;SYNGRAPH_BIN_DIR=${CMAKE_BINARY_DIR}/bin;${arg_ENVIRONMENT}")
endfunction()

# syngraph_fuzzer(NAME SOURCES file... [LIBS library...] [SECONDS n] [CORPUS folder])
# Makes a libFuzzer executable in the preset fuzz, elsewhere nothing. ctest runs it for SECONDS (30)
# starting from CORPUS; what it finds on the way is kept in the build folder.
function(syngraph_fuzzer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "SECONDS;CORPUS" "SOURCES;LIBS")
    if(NOT SYNGRAPH_FUZZ)
        return()
    endif()
    if(NOT arg_SECONDS)
        set(arg_SECONDS 30)
    endif()
    math(EXPR timeout "${arg_SECONDS} + 60")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE syngraph_options ${arg_LIBS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin/tests")
    set(found "${CMAKE_CURRENT_BINARY_DIR}/${name}-corpus")
    file(MAKE_DIRECTORY "${found}")
    set(corpora "${found}")
    if(arg_CORPUS)
        list(APPEND corpora "${CMAKE_CURRENT_SOURCE_DIR}/${arg_CORPUS}")
    endif()
    add_test(NAME ${name} COMMAND ${name} -max_total_time=${arg_SECONDS} ${corpora})
    set_tests_properties(${name} PROPERTIES LABELS slow TIMEOUT ${timeout})
endfunction()
