# SPDX-License-Identifier: GPL-3.0-or-later
# Where things go when installed, and the Debian package that `cpack` makes of them.
include_guard()
include(GNUInstallDirs)

set(packaging "${CMAKE_SOURCE_DIR}/resources/packaging")
set(app_id org.syngraph.Syngraph)

install(TARGETS syngraph syngraphd syngraph-cli RUNTIME)
install(FILES "${packaging}/${app_id}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${packaging}/${app_id}.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages")
install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/syngraph.svg"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" RENAME ${app_id}.svg)
install(FILES "${packaging}/man/syngraph.1" "${packaging}/man/syngraphd.1" "${packaging}/man/syngraph-cli.1"
    DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES README.md shared/protocol/PROTOCOL.md server/storage/FORMAT.md TYPE DOC)
install(FILES LICENSE TYPE DOC RENAME copyright)

foreach(unit IN ITEMS syngraphd syngraphd-user)
    configure_file("${packaging}/systemd/${unit}.service" "${CMAKE_BINARY_DIR}/systemd/${unit}.service" @ONLY)
endforeach()
# systemd looks there whatever the prefix of libraries is
install(FILES "${CMAKE_BINARY_DIR}/systemd/syngraphd.service" DESTINATION lib/systemd/system)
install(FILES "${CMAKE_BINARY_DIR}/systemd/syngraphd-user.service" DESTINATION lib/systemd/user
    RENAME syngraphd.service)

# What only Qt loads, so that no linker knows of it: the section [run] of the one list of packages.
function(syngraph_run_packages result)
    file(STRINGS "${packaging}/dependencies.txt" lines)
    set(inside FALSE)
    set(packages "")
    foreach(line IN LISTS lines)
        if(line MATCHES "^\\[")
            string(COMPARE EQUAL "${line}" "[run]" inside)
        elseif(inside AND line MATCHES "^[a-z0-9]")
            string(REPLACE "|" " | " line "${line}")
            list(APPEND packages "${line}")
        endif()
    endforeach()
    list(JOIN packages ", " packages)
    set(${result} "${packages}" PARENT_SCOPE)
endfunction()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME syngraph)
set(CPACK_PACKAGE_VENDOR "Syngraph")
set(CPACK_PACKAGE_CONTACT "The developers of Syngraph")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "write documents together in the local network")
set(CPACK_PACKAGE_DESCRIPTION
    "Several people write in one rich-text document at the same time, over their own\nnetwork, without a cloud or an account. Editor, server and command line client.")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION editors)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "avahi-daemon")
syngraph_run_packages(CPACK_DEBIAN_PACKAGE_DEPENDS)
include(CPack)
