// SPDX-License-Identifier: Apache-2.0
// From SVG to PNG, the same bytes on every machine: a WebAssembly build of resvg and a font from a package, never one of
// the system's. Both packages are optional, since measuring needs neither. Why these: docs/decisions/0011-png.md.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ExpectedError, exitCodes } from '../usage-error.ts';

/** `scale` 2 gives twice as many pixels each way as the SVG says. */
export type Rasterise = (svg: string, scale: number) => Uint8Array;

const resvgPackage = '@resvg/resvg-wasm';
const fontPackage = '@expo-google-fonts/arimo';
// Its widths are those that reports/charts/text-width.ts lays charts out by.
const fontFamily = 'Arimo';
const fonts = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'];

/** The part of resvg that we use (its types want a browser's). */
interface ResvgPackage {
  readonly initWasm: (module: Uint8Array) => Promise<void>;
  readonly Resvg: new (svg: string, options: object) => Drawn & { readonly render: () => Picture };
}
interface Drawn {
  /** WebAssembly's memory is not collected. */
  readonly free: () => void;
}
interface Picture extends Drawn {
  readonly asPng: () => Uint8Array;
}

let loaded: Promise<Rasterise> | undefined;

/** Refuses where a package is missing: ask before anything is written. */
export function loadRasteriser(): Promise<Rasterise> {
  // resvg can be started once in a process.
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Rasterise> {
  const { resvg, module, fontBuffers } = await readPackages();
  await resvg.initWasm(module);
  return (svg, scale) => {
    const drawing = new resvg.Resvg(svg, {
      fitTo: { mode: 'zoom', value: scale },
      font: { fontBuffers, defaultFontFamily: fontFamily, sansSerifFamily: fontFamily },
    });
    const picture = drawing.render();
    try {
      return picture.asPng();
    } finally {
      picture.free();
      drawing.free();
    }
  };
}

async function readPackages(): Promise<{
  readonly resvg: ResvgPackage;
  readonly module: Uint8Array;
  readonly fontBuffers: readonly Uint8Array[];
}> {
  const { resolve } = createRequire(import.meta.url);
  try {
    return {
      resvg: (await import(resvgPackage)) as ResvgPackage,
      module: readFileSync(resolve(`${resvgPackage}/index_bg.wasm`)),
      fontBuffers: fonts.map((file) => readFileSync(resolve(`${fontPackage}/${file}`))),
    };
  } catch (error) {
    throw isMissing(error) ? new ExpectedError(missingText, exitCodes.invalid) : error;
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(code);
}

const missingText = `--png needs the optional packages ${resvgPackage} and ${fontPackage}, and one is not installed here: npm install --include=optional`;
