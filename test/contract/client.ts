import { expect } from "chai";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index";

/** An answer, good or bad. */
export type Answer = Record<string, unknown> & { id: never };

/** A caller of the embedded Kaltura with an administrator's session: no gateway in between. */
export class Client {
  private constructor(
    readonly emulator: Emulator,
    private readonly ks: string,
  ) {}

  /** Start an emulator of one's own and open a session. */
  static async start(options: EmulatorOptions = {}): Promise<Client> {
    const emulator = await startEmulator({ jobDelayMs: "manual", ...options });
    emulator.clock.freeze(1_800_000_000);
    return new Client(emulator, Client.session(emulator, 2));
  }

  private static session(emulator: Emulator, type: number, userId = "tester"): string {
    const expiry = emulator.clock.now() + 86_400;
    const { partnerId } = emulator;
    return emulator.core.sessions.mint({ partnerId, userId, type, expiry, privileges: "" });
  }

  /** The same emulator, as an ordinary user. */
  asUser(userId?: string): Client {
    return new Client(this.emulator, Client.session(this.emulator, 0, userId));
  }

  /** The same emulator, as an administrator of another account: 103 is the vendor's, -2 the platform's own. */
  asAccount(partnerId: number): Client {
    const expiry = this.emulator.clock.now() + 86_400;
    const spec = { partnerId, userId: "tester", type: 2, expiry, privileges: "" };
    return new Client(this.emulator, this.emulator.core.sessions.mint(spec));
  }

  /** The same emulator, with a session that somebody else made. */
  withKs(ks: string): Client {
    return new Client(this.emulator, ks);
  }

  /** Call an action: `call("category.add", {…})`. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
  async call(name: string, params: Record<string, unknown> = {}): Promise<any> {
    const [service, action] = name.split(".");
    const response = await fetch(`${this.emulator.url}/api_v3/service/${service}/action/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ format: 1, ks: this.ks, ...params }),
    });
    return response.json();
  }

  /** Call an action with a file. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
  async upload(name: string, params: Record<string, unknown>, file: Uint8Array<ArrayBuffer>): Promise<any> {
    const [service, action] = name.split(".");
    const form = new FormData();
    form.append("json", JSON.stringify({ format: 1, ks: this.ks, ...params }));
    form.append("fileData", new Blob([file]), "picture.jpg");
    const url = `${this.emulator.url}/api_v3/service/${service}/action/${action}`;
    return (await fetch(url, { method: "POST", body: form })).json();
  }

  /** The code of the error that a call must end with. */
  async refused(name: string, params: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.call(name, params);
    expect(answer?.objectType, JSON.stringify(answer)).to.equal("KalturaAPIException");
    return answer.code;
  }

  /** Ids of a list, in the order of the answer. */
  async ids(name: string, filter: Record<string, unknown>, pager?: object): Promise<unknown[]> {
    const answer = await this.call(name, pager ? { filter, pager } : { filter });
    return answer.objects.map((object: { id: unknown }) => object.id);
  }

  /** A live entry; its id. */
  async liveEntry(name = "live"): Promise<string> {
    const entry = { objectType: "KalturaLiveStreamEntry", name, mediaType: 201 };
    return (await this.call("liveStream.add", { liveStreamEntry: entry, sourceType: "32" })).id;
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
  }
}
