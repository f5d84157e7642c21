// SPDX-License-Identifier: Apache-2.0
// What a source file says about its layer: what it imports or includes, and what it prints.

import ts from 'typescript';

export interface SourceFile {
  readonly path: string; // from the project's top, with '/'
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** `import type` is erased; `import { type A }` is not (verbatimModuleSyntax), so it counts as a value. */
  readonly typeOnly: boolean;
}

export interface TypeScriptFacts {
  readonly imports: readonly Import[];
  /** `console.log`, `process.stdout`, `process.exit` … as they stand in the source. */
  readonly speaks: readonly string[];
}

/** The names between <> or "" of every #include. */
export function includesOf(text: string): string[] {
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm)].map(([, name]) => name ?? '');
}

export function factsOf({ path, text }: SourceFile): TypeScriptFacts {
  const imports: Import[] = [];
  const speaks: string[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found !== undefined) imports.push(found);
    const spoken = speechOf(node);
    if (spoken !== undefined) speaks.push(spoken);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { imports, speaks };
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { from: textOf(node.moduleSpecifier), typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { from: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly };
  }
  if (ts.isCallExpression(node) && node.arguments[0] !== undefined && loadsModule(node.expression)) {
    return { from: textOf(node.arguments[0]), typeOnly: false };
  }
  return undefined;
}

function loadsModule(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(callee) && callee.text === 'require';
}

/** A computed name cannot be checked, so it stands as itself and breaks every rule about names. */
function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : `computed: ${node.getText()}`;
}

const PROCESS_SPEECH = ['stdout', 'stderr', 'exit', 'exitCode', 'abort', 'kill', 'reallyExit'];

function speechOf(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const object = node.expression.text;
  if (object === 'console') return node.getText();
  if (object === 'process' && PROCESS_SPEECH.includes(node.name.text)) return node.getText();
  return undefined;
}
