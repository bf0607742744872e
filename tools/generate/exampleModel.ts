/** The examples of the reference docs, read as data: what they declare, so that other languages can say the same. */
import ts from "typescript";

/** A value in an example. */
export type Value =
  | string
  | number
  | boolean
  | readonly Value[]
  | Ref
  | FileText
  | { readonly fields: ReadonlyArray<readonly [string, Value]> };

/** A resource of the example, or one of its outputs. */
export interface Ref {
  readonly ref: string;
  readonly output?: string;
}

/** The text of a file beside the program. */
export interface FileText {
  readonly file: string;
}

export interface Declared {
  readonly is: "resource";
  readonly comment: readonly string[];
  /** Variable; made of the name where the example has none. */
  readonly variable: string;
  readonly kind: string;
  readonly name: string;
  readonly args: ReadonlyArray<readonly [string, Value]>;
  readonly dependsOn: readonly string[];
}

export interface Exported {
  readonly is: "output";
  readonly comment: readonly string[];
  readonly name: string;
  readonly value: Value;
}

export type Statement = Declared | Exported;

export const isRef = (value: Value): value is Ref => typeof value === "object" && "ref" in value;
export const isFile = (value: Value): value is FileText => typeof value === "object" && "file" in value;
export const isFields = (
  value: Value,
): value is { readonly fields: ReadonlyArray<readonly [string, Value]> } =>
  typeof value === "object" && "fields" in value;

const camel = (name: string) => name.replace(/[^A-Za-z0-9]+(.)?/g, (_, c: string = "") => c.toUpperCase());

/** @throws Error at what examples don't do yet: teach it here, and the writers of all languages */
export function readExample(file: string, text: string): Statement[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const constants = new Map<string, ts.Expression>();
  const statements: Statement[] = [];
  const unknown = (node: ts.Node): never => {
    throw new Error(`${file}: the generator doesn't understand: ${node.getText()}`);
  };

  const commentOf = (node: ts.Node): string[] => {
    const before = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
    return before.map(({ pos, end }) => text.slice(pos, end).replace(/^\/\/ ?/, ""));
  };

  const asValue = (node: ts.Expression, bound: ReadonlyMap<string, Value>): Value => {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
    if (ts.isArrayLiteralExpression(node)) return node.elements.map(e => asValue(e, bound));
    if (ts.isObjectLiteralExpression(node)) return { fields: fieldsOf(node, bound) };
    if (ts.isIdentifier(node)) return bound.get(node.text) ?? { ref: node.text };
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      return { ref: node.expression.text, output: node.name.text };
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "bundledSchema") {
      return { file: `${(node.arguments[0] as ts.StringLiteral).text}.xsd` };
    }
    return unknown(node);
  };
  const fieldsOf = (
    node: ts.ObjectLiteralExpression,
    bound: ReadonlyMap<string, Value>,
  ): Array<readonly [string, Value]> =>
    node.properties.map(p =>
      ts.isPropertyAssignment(p) ? ([p.name.getText(), asValue(p.initializer, bound)] as const) : unknown(p),
    );

  const declare = (
    node: ts.NewExpression,
    variable: string | undefined,
    comment: readonly string[],
    bound: ReadonlyMap<string, Value>,
  ): void => {
    const [name, args, options] = node.arguments ?? [];
    const named = asValue(name!, bound);
    const dependsOn = (
      options === undefined ? [] : fieldsOf(options as ts.ObjectLiteralExpression, bound)
    ).map(([key, value]) => (key === "dependsOn" && isRef(value) ? value.ref : unknown(options!)));
    statements.push({
      is: "resource",
      comment,
      variable: variable ?? camel(String(named)),
      kind: node.expression.getText(),
      name: String(named),
      args: fieldsOf(args as ts.ObjectLiteralExpression, bound),
      dependsOn,
    });
  };

  const visit = (node: ts.Statement, bound: ReadonlyMap<string, Value>): void => {
    const comment = commentOf(node);
    if (ts.isImportDeclaration(node)) return;
    if (ts.isExpressionStatement(node) && ts.isNewExpression(node.expression)) {
      declare(node.expression, undefined, comment, bound);
      return;
    }
    if (ts.isForOfStatement(node)) {
      const variable = (node.initializer as ts.VariableDeclarationList).declarations[0]!.name.getText();
      const list = constants.get(node.expression.getText()) as ts.ArrayLiteralExpression;
      const body = ts.isBlock(node.statement) ? [...node.statement.statements] : [node.statement];
      for (const item of list.elements) {
        const inner = new Map([...bound, [variable, asValue(item, bound)] as const]);
        for (const statement of body) visit(statement, inner);
      }
      return;
    }
    if (!ts.isVariableStatement(node)) throw unknown(node);
    const { name, initializer } = node.declarationList.declarations[0]!;
    if (node.modifiers?.some(m => m.kind === ts.SyntaxKind.ExportKeyword)) {
      statements.push({ is: "output", comment, name: name.getText(), value: asValue(initializer!, bound) });
    } else if (ts.isNewExpression(initializer!)) declare(initializer, name.getText(), comment, bound);
    else constants.set(name.getText(), initializer!);
  };
  for (const statement of source.statements) visit(statement, new Map());
  return statements;
}
