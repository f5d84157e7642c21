# SPDX-License-Identifier: Apache-2.0
# The native parts: the addon that Node loads, and the helper that plays donor and receiver. Both are
# made of the same core. A new mechanism is one line in core_sources.
{
  'variables': {
    # node-gyp rebuild --handover_static=1: a helper that needs no C library at run time.
    'handover_static%': 0,
    'core_sources': [
      'native/core/arrivals.c',
      'native/core/channel.c',
      'native/core/clock.c',
      'native/core/control_message.c',
      'native/core/donor_loop.c',
      'native/core/error_text.c',
      'native/core/fd_facts.c',
      'native/core/fd_kinds.c',
      'native/core/interruption.c',
      'native/core/mechanism_message_only.c',
      'native/core/mechanism_pidfd_getfd.c',
      'native/core/mechanism_scm_rights.c',
      'native/core/mechanisms.c',
      'native/core/meeting.c',
      'native/core/oracle.c',
      'native/core/pidfd.c',
      'native/core/process_facts.c',
      'native/core/receiver_loop.c',
      'native/core/sample_log.c',
      'native/core/single_calls.c',
      'native/core/usage.c',
    ],
    'core_flags': [
      '-std=c11', '-O2', '-g', '-Wall', '-Wextra', '-Werror', '-Wconversion', '-Wshadow',
      '-Wmissing-prototypes',
    ],
  },
  'target_defaults': {
    'defines': [
      '_GNU_SOURCE',
      # For the environment record: what the lines above and common.gypi really ask for.
      'HANDOVER_FLAGS="-std=c11 -O2 -g -fno-omit-frame-pointer -fPIC"',
    ],
    'cflags!': ['-O3'],
    'cflags': ['-O2', '-g', '-fPIC'],
    'cflags_c': ['<@(core_flags)'],
  },
  'targets': [
    {
      'target_name': 'handover',
      'sources': [
        'native/addon/addon.cc',
        'native/addon/arguments.cc',
        'native/addon/calls.cc',
        'native/addon/descriptors.cc',
        'native/addon/errors.cc',
        'native/addon/facts.cc',
        'native/addon/pidfds.cc',
        'native/addon/samples.cc',
        'native/addon/sockets.cc',
        '<@(core_sources)',
      ],
      'include_dirs': ["<!(node -p \"require('node-addon-api').include_dir\")"],
      'defines': ['NAPI_VERSION=8', 'NODE_ADDON_API_DISABLE_DEPRECATED', 'NAPI_DISABLE_CPP_EXCEPTIONS'],
      'cflags_cc': ['-std=c++17', '-Wall', '-Wextra', '-Werror'],
    },
    {
      'target_name': 'handover-helper',
      'type': 'executable',
      'sources': [
        'native/helper/arguments.c',
        'native/helper/json_line.c',
        'native/helper/launch.c',
        'native/helper/launch_summary.c',
        'native/helper/main.c',
        'native/helper/outcome.c',
        'native/helper/placement.c',
        'native/helper/plan_rules.c',
        'native/helper/role.c',
        'native/helper/role_words.c',
        '<@(core_sources)',
      ],
      'libraries': ['-lm'],
      'conditions': [['handover_static==1', {'ldflags': ['-static']}]],
    },
  ],
}
