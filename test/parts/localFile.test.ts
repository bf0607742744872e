/** Files that are inputs: what is refused, what is shown of a path, and hashes that are remembered. */
import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { UNKNOWN } from "../../provider/lifecycle/values";
import { fileProblem, isUrl, sha256OfFile, shown, withFileHash } from "../../provider/parts/localFile";

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

describe("a file on this machine", () => {
  let folder: string;
  const { HOME, XDG_CACHE_HOME } = process.env;
  const put = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-file-"));
    // Broken code must not write among the user's own notes.
    put("XDG_CACHE_HOME", join(folder, "xdg"));
  });
  afterEach(() => {
    put("HOME", HOME);
    put("XDG_CACHE_HOME", XDG_CACHE_HOME);
    rmSync(folder, { recursive: true });
  });

  const file = (content: string | Buffer, name = "film.mp4"): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  /** The number that the system gives to the next file opened: it grows when one was left open. */
  const nextHandle = (): number => {
    const handle = openSync(folder, "r");
    closeSync(handle);
    return handle;
  };

  describe("an input that is a path or an address", () => {
    it("is an address when it begins as one", () => {
      for (const address of ["http://a/b", "https://a/b", "HTTPS://A/B"])
        expect(isUrl(address), address).to.equal(true);
      for (const path of ["film.mp4", "see https://a/b", "https:film", "ftp://a/b", "httpx://a/b"])
        expect(isUrl(path), path).to.equal(false);
    });

    it("is shown without what may be a password or a signature", () => {
      expect(shown("https://user:word@host/a.mp4")).to.equal("https://…@host/a.mp4");
      expect(shown("https://host/a.mp4?sig=1&more=2")).to.equal("https://host/a.mp4?…");
      expect(shown("https://host/people/@ann.mp4")).to.equal("https://host/people/@ann.mp4");
      expect(shown("take//one@home?.mp4")).to.equal("take//one@home?.mp4");
    });
  });

  describe("a file to send", () => {
    it("has to be a file, with content, that can be read", () => {
      expect(fileProblem(file("x"))).to.equal(undefined);
      expect(fileProblem(folder)).to.equal(
        "is not a file; give the path of one, seen from the project's folder",
      );
      expect(fileProblem(file("", "empty.mp4"))).to.equal("is an empty file; give one with content");
      expect(fileProblem(join(folder, "nowhere"))).to.equal(
        "can't be read; give the path of a file, seen from the project's folder",
      );
    });
  });

  describe("the hash of a file", () => {
    it("is that of its whole content, however long, and leaves no file open", () => {
      const long = Buffer.concat([Buffer.alloc(4 * 1024 * 1024, 1), Buffer.from("end")]);
      const before = nextHandle();
      for (const content of ["x", "a little more", long])
        expect(sha256OfFile(file(content))).to.equal(sha256(content));
      expect(nextHandle()).to.equal(before);
      expect(() => sha256OfFile(join(folder, "nowhere"))).to.throw("ENOENT");
    });

    it("stands beside the path of a local file, and beside nothing else", () => {
      const complete = withFileHash("file", "fileSha256");
      const path = file("film");
      const whole = { name: "Film", file: path, fileSha256: sha256("film") };
      expect(complete({ name: "Film", file: path })).to.deep.equal(whole);
      expect(complete({ ...whole, fileSha256: "of before" })).to.deep.equal(whole);
      for (const other of ["https://host/a.mp4", UNKNOWN, undefined])
        expect(complete({ ...whole, file: other })).to.deep.equal({ name: "Film", file: other });
    });
  });

  describe("the hash of a large file", () => {
    const notes = () => join(folder, "cache", "notes");
    /** Where and how a hash is kept: the next version must find it there, or it reads all files again. */
    const noteOf = (path: string) => join(notes(), sha256(path));
    const keyOf = (path: string) => {
      const { size, mtimeNs, ctimeNs, ino, dev } = statSync(path, { bigint: true });
      return `${size} ${mtimeNs} ${ctimeNs} ${ino} ${dev}`;
    };
    const hashOf = (path: string, from = 4) => sha256OfFile(path, { folder: notes(), from });

    it("is kept for this user alone, with what tells that the file is the same", () => {
      const path = file("film");
      expect(hashOf(path)).to.equal(sha256("film"));
      expect(readFileSync(noteOf(path), "utf8")).to.equal(`${keyOf(path)}\n${sha256("film")}\n`);
      expect(statSync(noteOf(path)).mode & 0o777).to.equal(0o600);
      expect(statSync(notes()).mode & 0o777).to.equal(0o700);
    });

    it("is taken from the note while the file is the same, and then leaves no file open", () => {
      const path = file("film");
      const noted = "0123456789abcdef".repeat(4);
      mkdirSync(notes(), { recursive: true });
      writeFileSync(noteOf(path), `${keyOf(path)}\n${noted}\n`);
      const before = nextHandle();
      expect(hashOf(path)).to.equal(noted);
      expect(hashOf(relative(process.cwd(), path)), "by another way to it").to.equal(noted);
      expect(nextHandle()).to.equal(before);
      file("another film");
      expect(hashOf(path)).to.equal(sha256("another film"));
      expect(hashOf(path)).to.equal(sha256("another film"));
    });

    it("is worked out again when the note is damaged", () => {
      const path = file("film");
      const hash = sha256("film");
      hashOf(path);
      for (const damage of ["", "a", `x${hash}`, `${hash}x`, "-".repeat(64)]) {
        writeFileSync(noteOf(path), `${keyOf(path)}\n${damage}`);
        expect(hashOf(path), damage).to.equal(hash);
      }
      writeFileSync(noteOf(path), keyOf(path));
      expect(hashOf(path)).to.equal(hash);
    });

    it("is not kept of a file that is read in no time", () => {
      hashOf(file("fil"));
      sha256OfFile(file(Buffer.alloc(5000)), { folder: notes() });
      expect(readdirSync(folder)).to.not.include("cache");
      hashOf(file("film"));
      expect(readdirSync(notes())).to.have.length(1);
    });

    it("is kept from 64 MB on", () => {
      const path = file("");
      const size = 64 * 1024 * 1024;
      truncateSync(path, size - 1);
      sha256OfFile(path, { folder: notes() });
      expect(readdirSync(folder)).to.not.include("cache");
      truncateSync(path, size);
      sha256OfFile(path, { folder: notes() });
      expect(readdirSync(notes())).to.have.length(1);
    });

    it("is worked out each time where nothing can be kept", () => {
      const inTheWay = file("no folder", "cache");
      expect(hashOf(file("film"))).to.equal(sha256("film"));
      expect(readFileSync(inTheWay, "utf8")).to.equal("no folder");
    });

    it("is kept in the user's cache where no folder is given", () => {
      const path = file("film");
      put("HOME", join(folder, "home"));
      put("XDG_CACHE_HOME", join(folder, "elsewhere"));
      sha256OfFile(path, { from: 1 });
      expect(readdirSync(join(folder, "elsewhere", "pulumi-kaltura"))).to.deep.equal([sha256(path)]);
      expect(readdirSync(folder)).to.not.include("home");
      put("XDG_CACHE_HOME", "");
      sha256OfFile(path, { from: 1 });
      const atHome = join(folder, "home", ".cache", "pulumi-kaltura", sha256(path));
      expect(readFileSync(atHome, "utf8")).to.include(sha256("film"));
      expect(statSync(dirname(atHome)).mode & 0o777).to.equal(0o700);
    });
  });
});
