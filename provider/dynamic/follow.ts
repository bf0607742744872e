/** Inputs that follow outputs of the resources among the arguments: a length that moves an end. */
import * as pulumi from "@pulumi/pulumi";

/** By internal input: in which arguments to look for resources, and which of their outputs it holds. */
export type Follows = Readonly<
  Record<string, { readonly inputs: readonly string[]; readonly output: string }>
>;

/**
 * The values of those inputs. A resource is otherwise known by its id alone, which stays when what it stands for
 * changes: this way its change is one of the resource that names it, too, in the same run.
 */
export function followed(follows: Follows, args: object): Record<string, pulumi.Output<unknown[]>> {
  const given = args as Readonly<Record<string, unknown>>;
  const values: Record<string, pulumi.Output<unknown[]>> = {};
  for (const [name, { inputs, output }] of Object.entries(follows)) {
    const resources = inputs.map(i => given[i]).filter(arg => pulumi.CustomResource.isInstance(arg));
    if (resources.length === 0) continue;
    values[name] = pulumi.all(
      resources.map(resource => (resource as unknown as Record<string, unknown>)[output]),
    );
  }
  return values;
}
