// SPDX-License-Identifier: Apache-2.0
// The layers hold: each of the five sentences of ARCHITECTURE.md against all sources, and against a source
// that breaks it, since a check that cannot fail proves nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  addonOnlyConverts,
  controlMessagesHaveOneDoor,
  coreKnowsNoNode,
  onlyProgramsSpeak,
  PROGRAMS,
  scenariosAreData,
  storedRunsAreEnough,
} from './layering/rules.ts';
import type { Rule } from './layering/rules.ts';
import type { SourceFile } from './layering/source.ts';
import { projectFiles, projectRoot } from './tree/project-files.ts';

const sources: SourceFile[] = projectFiles()
  .filter((path) => /\.(ts|c|h|cc)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));

describe('the sources keep the five sentences', () => {
  const rules: readonly [string, Rule][] = [
    ['1: native/core and what stands on it include no Node header', coreKnowsNoNode],
    ['2: native/addon includes no socket header', addonOnlyConverts],
    ['3: scenarios/ is data', scenariosAreData],
    ['4: a stored run can be judged and drawn anywhere', storedRunsAreEnough],
    ['5: only programs print and exit', onlyProgramsSpeak],
    ['and one door: only it looks into control messages', controlMessagesHaveOneDoor],
  ];
  for (const [name, rule] of rules) {
    test(name, () => {
      assert.deepEqual(rule(sources), []);
    });
  }
  test('and there is something to look at in every layer', () => {
    for (const layer of [
      'native/core/',
      'native/transfer/',
      'native/ways/',
      'native/load/',
      'native/service/',
      'native/clients/',
      'native/steps/',
      'native/silent/',
      'native/addon/',
      'scenarios/',
      'bench/stats/',
      'reports/',
    ]) {
      assert.ok(
        sources.some(({ path }) => path.startsWith(layer)),
        `no source in ${layer}`,
      );
    }
  });
});

describe('each rule can fail', () => {
  const broken: readonly [string, Rule, SourceFile[]][] = [
    ['node_api.h in the core', coreKnowsNoNode, [file('native/core/a.h', '#include <node_api.h>')]],
    ['napi.h in the core', coreKnowsNoNode, [file('native/core/a.c', '  # include "napi.h"')]],
    [
      'node_api.h in the safe transfer',
      coreKnowsNoNode,
      [file('native/transfer/a.c', '#include <node_api.h>')],
    ],
    ['node_api.h in a way', coreKnowsNoNode, [file('native/ways/a.c', '#include <node_api.h>')]],
    ['v8 in the core', coreKnowsNoNode, [file('native/core/a.c', '#include <v8-isolate.h>')]],
    ['uv.h in a load', coreKnowsNoNode, [file('native/load/a.c', '#include <uv.h>')]],
    ['a socket header', addonOnlyConverts, [file('native/addon/a.cc', '#include <sys/socket.h>')]],
    ['another one', addonOnlyConverts, [file('native/addon/a.cc', '#include <netinet/tcp.h>')]],
    [
      'a scenario importing a value',
      scenariosAreData,
      [file('scenarios/a.ts', "import { ns } from '../bench/units.ts';")],
    ],
    ['a scenario importing Node', scenariosAreData, [file('scenarios/t/a.ts', "import 'node:fs';")]],
    ['a scenario importing later', scenariosAreData, [file('scenarios/a.ts', "await import('node:fs');")]],
    [
      'an inline type import',
      scenariosAreData,
      [file('scenarios/a.ts', "import { type A } from '../bench/a.ts';")],
    ],
    [
      'a control message in the service',
      controlMessagesHaveOneDoor,
      [file('native/service/a.c', 'CMSG_DATA(header)')],
    ],
    ['printing', onlyProgramsSpeak, [file('reports/a.ts', "console.log('x');")]],
    ['exiting', onlyProgramsSpeak, [file('bench/run/a.ts', 'process.exit(1);')]],
    ['a signal by number', onlyProgramsSpeak, [file('bench/run/a.ts', 'process.kill(1);')]],
    ['an exit code', onlyProgramsSpeak, [file('bench/run/a.ts', 'process.exitCode = 1;')]],
    ['writing', onlyProgramsSpeak, [file('bench/run/a.ts', "process.stdout.write('x');")]],
  ];
  for (const [name, rule, bad] of broken) {
    test(name, () => {
      assert.equal(rule(bad).length, 1);
    });
  }
});

describe('a stored run must be enough', () => {
  const through = [
    file('reports/a.ts', "import { b } from '../bench/stats/b.ts';"),
    file('bench/stats/b.ts', "export * from '../run/c.ts';"),
    file('bench/run/c.ts', "import { spawn } from 'node:child_process';"),
  ];
  test('the way to the machine is found through other files, and told', () => {
    const found = storedRunsAreEnough(through).find(({ path }) => path === 'reports/a.ts');
    assert.match(
      found?.what ?? '',
      /reports\/a\.ts → bench\/stats\/b\.ts → bench\/run\/c\.ts → node:child_process/,
    );
  });
  test('native.ts is the machine too, and so is a name that is computed', () => {
    assert.equal(
      storedRunsAreEnough([file('bench/gate/a.ts', "import { x } from '../native.ts';")]).length,
      1,
    );
    assert.equal(storedRunsAreEnough([file('bench/gate/a.ts', 'await import(name);')]).length, 1);
  });
  test('a type is not a way', () => {
    assert.deepEqual(
      storedRunsAreEnough([file('bench/gate/a.ts', "import type { X } from '../native.ts';")]),
      [],
    );
  });
  test('a circle of imports ends', () => {
    const circle = [file('reports/a.ts', "import './b.ts';"), file('reports/b.ts', "import './a.ts';")];
    assert.deepEqual(storedRunsAreEnough(circle), []);
  });
});

test('programs may print, words in comments and strings are not speech', () => {
  const fine = [
    ...PROGRAMS.map((path) => file(path, 'process.exit(0);')),
    file('reports/a.ts', "// console.log\nexport const a = 'process.exit(1)';"),
  ];
  assert.deepEqual(onlyProgramsSpeak(fine), []);
});

function file(path: string, text: string): SourceFile {
  return { path, text };
}
