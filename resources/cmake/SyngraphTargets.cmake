# SPDX-License-Identifier: GPL-3.0-or-later
# Libraries and programs, each with an include root of its own.
include_guard()

set_property(GLOBAL PROPERTY syngraph_verified "")

# #include "PREFIX/..." works only where a target links the library: its include folder holds
# nothing but a link named PREFIX to its sources.
function(syngraph_include_root result name prefix source_dir)
    set(root "${CMAKE_BINARY_DIR}/roots/${name}")
    file(MAKE_DIRECTORY "${root}")
    if(EXISTS "${source_dir}")
        file(CREATE_LINK "${source_dir}" "${root}/${prefix}" SYMBOLIC COPY_ON_ERROR)
    endif()
    set(${result} "${root}" PARENT_SCOPE)
endfunction()

# Leaves out our own libraries whose folder is still empty.
function(syngraph_existing result)
    set(found "")
    foreach(library IN LISTS ARGN)
        if(TARGET ${library} OR NOT library MATCHES "^syngraph::")
            list(APPEND found ${library})
        endif()
    endforeach()
    set(${result} "${found}" PARENT_SCOPE)
endfunction()

# One compiled header per kind of target, since every target of a kind has the same flags.
function(syngraph_use_pch target kind)
    if(NOT SYNGRAPH_PCH)
        return()
    endif()
    set(host syngraph_pch_${kind})
    if(NOT TARGET ${host})
        file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/pch/${kind}.cpp" CONTENT "int main() { return 0; }\n")
        if(kind MATCHES "^test")
            # an executable, because tests are compiled as position independent executables
            add_executable(${host} EXCLUDE_FROM_ALL "${CMAKE_BINARY_DIR}/pch/${kind}.cpp")
            set_target_properties(${host} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/pch")
        else()
            add_library(${host} STATIC EXCLUDE_FROM_ALL "${CMAKE_BINARY_DIR}/pch/${kind}.cpp")
        endif()
        set(headers <QByteArray> <QHash> <QList> <QMap> <QString> <QStringView> <algorithm> <array>
            <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility>
            <variant> <vector>)
        set(libraries Qt6::Core)
        if(kind MATCHES "gui")
            list(APPEND headers <QTextBlock> <QTextCursor> <QTextDocument> <QTextEdit> <QWidget>)
            list(APPEND libraries Qt6::Gui Qt6::Widgets)
        endif()
        if(kind MATCHES "^test")
            list(APPEND headers <QtTest/QTest>)
            # QTest looks at whether there is a network; every test has it, so that one header fits all
            list(APPEND libraries Qt6::Test Qt6::Network)
        endif()
        target_link_libraries(${host} PRIVATE syngraph_options ${libraries})
        target_precompile_headers(${host} PRIVATE ${headers})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${host})
    # A target with more Qt modules than its kind may define a macro that Qt looks at; GCC then
    # compiles without the precompiled header, which is slower but right.
    set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
endfunction()

# syngraph_library(NAME FOLDER [PREFIX name] [PURE] [GUI] [EXCEPT file...]
#                  [PUBLIC library...] [PRIVATE library...])
# Makes syngraph_NAME (alias syngraph::NAME) of FOLDER/*.cpp, found as "PREFIX/...", where PREFIX is
# the folder's name unless given. PUBLIC are the libraries its headers include, PRIVATE those that
# only its sources include. PURE forbids moc and gives Qt6::Core alone. A folder without sources is
# left out until something appears in it.
function(syngraph_library name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "PURE;GUI" "PREFIX" "EXCEPT;PUBLIC;PRIVATE")
    cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    cmake_path(GET folder FILENAME folder_name)
    set(prefix ${folder_name})
    if(arg_PREFIX)
        set(prefix ${arg_PREFIX})
    endif()
    syngraph_include_root(root ${name} ${prefix} "${folder}")

    file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    file(GLOB headers CONFIGURE_DEPENDS "${root}/${prefix}/*.h")
    list(TRANSFORM arg_EXCEPT PREPEND "${folder}/")
    if(arg_EXCEPT)
        list(REMOVE_ITEM sources ${arg_EXCEPT})
    endif()
    if(NOT sources AND NOT headers)
        return()
    endif()

    set(target syngraph_${name})
    syngraph_existing(public Qt6::Core ${arg_PUBLIC})
    syngraph_existing(private ${arg_PRIVATE})
    if(sources)
        # moc reads the headers where they really are; read through the link they would count twice
        file(GLOB moc_headers CONFIGURE_DEPENDS "${folder}/*.h")
        set_source_files_properties(${headers} PROPERTIES SKIP_AUTOMOC ON)
        add_library(${target} STATIC ${sources} ${moc_headers})
        set(scope PUBLIC)
        target_link_libraries(${target} PUBLIC ${public} PRIVATE syngraph_options ${private})
        if(arg_GUI)
            syngraph_use_pch(${target} gui)
        else()
            syngraph_use_pch(${target} core)
        endif()
    else()
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
        target_link_libraries(${target} INTERFACE ${public})
    endif()
    add_library(syngraph::${name} ALIAS ${target})
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${root}" FILES ${headers})
    set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON AUTOMOC ON)
    if(arg_PURE)
        set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    endif()
    set_property(GLOBAL APPEND PROPERTY syngraph_verified ${target})
endfunction()

# syngraph_program(NAME FOLDER LIBRARY name [GUI] [PREFIX name] PRIVATE library...)
# Makes the executable NAME of FOLDER/main.cpp and syngraph::LIBRARY of everything else there, so
# that tests can link what is not main().
function(syngraph_program name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "GUI" "LIBRARY;PREFIX" "PRIVATE")
    set(options "")
    if(arg_GUI)
        list(APPEND options GUI)
    endif()
    if(arg_PREFIX)
        list(APPEND options PREFIX ${arg_PREFIX})
    endif()
    syngraph_library(${arg_LIBRARY} ${folder} EXCEPT main.cpp ${options} PUBLIC ${arg_PRIVATE})

    file(GLOB main CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/main.cpp")
    if(NOT main)
        return()
    endif()
    add_executable(${name} ${main})
    syngraph_existing(libraries syngraph::${arg_LIBRARY} ${arg_PRIVATE})
    target_link_libraries(${name} PRIVATE syngraph_options Qt6::Core ${libraries})
    target_compile_definitions(${name} PRIVATE SYNGRAPH_VERSION="${PROJECT_VERSION}")
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()

# The target header_check compiles each header alone, with what its library gives its users and
# nothing else: a header that includes what is linked PRIVATE, or forgets an include, fails here.
function(syngraph_finish_header_check)
    add_custom_target(header_check)
    get_property(libraries GLOBAL PROPERTY syngraph_verified)
    if(libraries)
        cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL
            add_dependencies header_check all_verify_interface_header_sets)
    endif()
endfunction()
