# SPDX-License-Identifier: MIT
# Installs the core as a library of its own: find_package(isobath), then link isobath::core.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

target_include_directories(
  isobath_core PUBLIC "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/isobath>")
# The library is a component of its own: `cmake --install build --component library`.
install(TARGETS isobath_core EXPORT isobath_targets
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/src/core" COMPONENT library
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/isobath" FILES_MATCHING PATTERN "*.hpp")

set(place "${CMAKE_INSTALL_LIBDIR}/cmake/isobath")
install(EXPORT isobath_targets NAMESPACE isobath:: DESTINATION "${place}"
        COMPONENT library)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/isobath-config.cmake.in"
                              "${PROJECT_BINARY_DIR}/isobath-config.cmake"
                              INSTALL_DESTINATION "${place}")
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/isobath-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/isobath-config.cmake"
              "${PROJECT_BINARY_DIR}/isobath-config-version.cmake" DESTINATION "${place}"
        COMPONENT library)
if(TARGET isobath-cli)
  install(TARGETS isobath-cli)
endif()
if(TARGET isobath)
  install(TARGETS isobath)
endif()
