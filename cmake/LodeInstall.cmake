# make install, and find_package(lode) for strangers.
include(CMakePackageConfigHelpers)
set(LODE_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/lode)
install(DIRECTORY include/lode DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY models DESTINATION ${CMAKE_INSTALL_DATADIR}/lode PATTERN train EXCLUDE)
install(DIRECTORY schema DESTINATION ${CMAKE_INSTALL_DATADIR}/lode)
install(TARGETS lode lode_c EXPORT lodeTargets DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS lode_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(EXPORT lodeTargets NAMESPACE lode:: DESTINATION ${LODE_CMAKE_DIR})
configure_package_config_file(cmake/lodeConfig.cmake.in ${CMAKE_BINARY_DIR}/lodeConfig.cmake
                              INSTALL_DESTINATION ${LODE_CMAKE_DIR})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/lodeConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
# Written at install time: the prefix may be named only then.
install(CODE "set(CMAKE_INSTALL_LIBDIR \"${CMAKE_INSTALL_LIBDIR}\")
  set(CMAKE_INSTALL_INCLUDEDIR \"${CMAKE_INSTALL_INCLUDEDIR}\")
  set(PROJECT_DESCRIPTION \"${PROJECT_DESCRIPTION}\")
  set(PROJECT_VERSION \"${PROJECT_VERSION}\")
  configure_file(\"${CMAKE_SOURCE_DIR}/cmake/lode.pc.in\"
                 \"${CMAKE_BINARY_DIR}/lode.pc\" @ONLY)")
install(FILES ${CMAKE_BINARY_DIR}/lode.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${CMAKE_BINARY_DIR}/lodeConfig.cmake ${CMAKE_BINARY_DIR}/lodeConfigVersion.cmake
        DESTINATION ${LODE_CMAKE_DIR})
