# SPDX-License-Identifier: Apache-2.0
# The two native products: the addon that Node loads, and the helper program that plays the roles. Both
# are built from the same C core with the same flags, and both carry those flags in their record.
{
  'variables': {
    # node-gyp rebuild --handover_static=1: a helper that needs no C library where it runs.
    'handover_static%': 0,
    # node-gyp rebuild --handover_werror=0: for a compiler that knows warnings that ours does not.
    'handover_werror%': 1,

    # Stated in the record word by word; apart, since gyp quotes a list's entries that have a "=".
    'c_standard': '-std=c11',
    'c_flags': ['-D_GNU_SOURCE', '-O2', '-g', '-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-Wmissing-prototypes'],
    'cc_flags': ['-std=c++17', '-O2', '-g', '-Wall', '-Wextra', '-Wconversion', '-fexceptions'],
    # A sanitizer comes in by CFLAGS and LDFLAGS, which the generated Makefile puts last.
    'environment_flags': '<!(printf %s "${CPPFLAGS:+ $CPPFLAGS}${CFLAGS:+ $CFLAGS}" | tr -d "\\042\\047\\134")',

    # A new mechanism is one line here.
    'core_sources': [
      'native/core/arrivals.c',
      'native/core/build_facts.c',
      'native/core/channel.c',
      'native/core/clock.c',
      'native/core/control_message.c',
      'native/core/discovery.c',
      'native/core/donor_loop.c',
      'native/core/donor_table.c',
      'native/core/donor_threads.c',
      'native/core/donor_transfers.c',
      'native/core/donor_work.c',
      'native/core/error_text.c',
      'native/core/fd_facts.c',
      'native/core/fd_kinds.c',
      'native/core/injected_wait.c',
      'native/core/interruption.c',
      'native/core/mechanism_message_only.c',
      'native/core/mechanism_pidfd_getfd.c',
      'native/core/mechanism_scm_rights.c',
      'native/core/mechanisms.c',
      'native/core/meeting.c',
      'native/core/oracle.c',
      'native/core/patience.c',
      'native/core/pidfd.c',
      'native/core/process_facts.c',
      'native/core/process_rights.c',
      'native/core/pull_cause.c',
      'native/core/pull_facts.c',
      'native/core/receiver_loop.c',
      'native/core/receiver_obtain.c',
      'native/core/sample_log.c',
      'native/core/schedule.c',
      'native/core/single_calls.c',
      'native/core/socket_inode.c',
      'native/core/stopped_donor.c',
      'native/core/usage.c',
    ],
  },

  'target_defaults': {
    'defines': ['HANDOVER_FLAGS="<(c_standard) <(c_flags)<(environment_flags)"'],
    # Node's own build flags come along with its headers (common.gypi). They would compile the measuring
    # with other options than we say, so they are taken out again.
    'cflags!': ['-Wall', '-Wextra', '-Wno-unused-parameter', '-pthread', '-m64'],
    'cflags_cc!': ['-fno-exceptions', '-std=gnu++17', '-std=gnu++20'],
    'configurations': {
      'Release': {
        'cflags!': ['-O3', '-fno-omit-frame-pointer'],
      },
    },
    'cflags_c': ['<(c_standard)', '<@(c_flags)'],
    'cflags_cc': ['<@(cc_flags)'],
    'conditions': [
      ['"<(handover_werror)"=="1"', {
        'cflags': ['-Werror'],
      }],
    ],
  },

  'targets': [
    {
      'target_name': 'handover',
      'sources': [
        'native/addon/addon.cc',
        'native/addon/arguments.cc',
        'native/addon/calls.cc',
        'native/addon/descriptors.cc',
        'native/addon/diagnosis.cc',
        'native/addon/errors.cc',
        'native/addon/facts.cc',
        'native/addon/pidfds.cc',
        'native/addon/samples.cc',
        'native/addon/sockets.cc',
        '<@(core_sources)',
      ],
      'include_dirs': ['<!(node -p "require(\'node-addon-api\').include_dir")'],
      'defines': [
        'NAPI_VERSION=8',
        'NODE_ADDON_API_DISABLE_DEPRECATED',
        # With C++ exceptions, also those of the standard library: native/addon/addon.cc says why.
        'NODE_ADDON_API_CPP_EXCEPTIONS_ALL',
        # A worker that is being terminated takes no exception; node-addon-api would end the process.
        'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      ],
    },
    {
      'target_name': 'handover-helper',
      'type': 'executable',
      'sources': [
        'native/clients/client_log.c',
        'native/clients/clients.c',
        'native/clients/clients_connections.c',
        'native/clients/clients_datagrams.c',
        'native/clients/clients_streams.c',
        'native/clients/http_visit.c',
        'native/clients/waiting.c',
        'native/helper/arguments.c',
        'native/helper/clients_command.c',
        'native/helper/exec_storm.c',
        'native/helper/json_line.c',
        'native/helper/launch.c',
        'native/helper/launch_summary.c',
        'native/helper/load_command.c',
        'native/helper/main.c',
        'native/helper/namespace_command.c',
        'native/helper/outcome.c',
        'native/helper/placement.c',
        'native/helper/plan_flags.c',
        'native/helper/plan_rules.c',
        'native/helper/role.c',
        'native/helper/role_words.c',
        'native/helper/serve_command.c',
        'native/helper/way_command.c',
        'native/load/load_forks.c',
        'native/load/load_hog.c',
        'native/load/load_in_flight.c',
        'native/load/load_memory.c',
        'native/load/loads.c',
        'native/service/answer.c',
        'native/service/arms.c',
        'native/service/connection.c',
        'native/service/giving.c',
        'native/service/handing.c',
        'native/service/listeners.c',
        'native/service/phase.c',
        'native/service/ports.c',
        'native/service/pulling.c',
        'native/service/service.c',
        'native/service/start_next.c',
        'native/service/stream.c',
        'native/service/taking.c',
        'native/ways/ring.c',
        'native/ways/way_addfd.c',
        'native/ways/way_broker.c',
        'native/ways/way_inherit_exec.c',
        'native/ways/way_inheritor.c',
        'native/ways/way_io_uring.c',
        'native/ways/way_loop.c',
        'native/ways/way_pair.c',
        'native/ways/ways.c',
        '<@(core_sources)',
      ],
      'cflags!': ['-fPIC'],
      'ldflags!': ['-rdynamic'],
      # gyp links by the C++ compiler; a C program need not load its library at every start.
      'ldflags': ['-Wl,--as-needed'],
      'libraries': ['-lm', '-lpthread'],
      'conditions': [
        ['"<(handover_static)"=="1"', {
          'ldflags': ['-static'],
        }],
      ],
    },
  ],
}
