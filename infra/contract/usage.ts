// What a client says with the types that were generated: it compiles, or the contract is broken.
import type { components, paths } from "../../build/contract/api";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type NewOrder = Json<paths["/v1/orders"]["post"]["requestBody"]>;
type Order = Json<paths["/v1/orders/{order_id}"]["get"]["responses"][200]>;
type Problem = components["schemas"]["Problem"];

export const order: NewOrder = {
  buyer: "buyer-1",
  lines: [{ line: 1, sku: "tee", qty: 2, price_fen: 9900 }],
};

export function told(answer: Order): string {
  switch (answer.status) {
    case "closed":
    case "cancelled":
      return answer.status;
    default:
      return `${answer.status}: ${answer.due_fen}`;
  }
}

export function mayRepeat(problem: Problem): boolean {
  return problem.code === "busy" || problem.code === "channel_unavailable";
}

// @ts-expect-error: a status that no order has
export const never: Order["status"] = "lost";
