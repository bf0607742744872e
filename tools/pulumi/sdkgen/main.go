// Command sdkgen checks a Pulumi package schema against the metaschema, as the engine's own binder does, and writes the
// SDKs of languages from it. The CLI does this through language hosts, which only an official release has.
//
//	go run . -schema schema.json                        only checks
//	go run . -schema schema.json -python DIR -go DIR    writes SDKs, in place of what DIR holds
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// The schema refers to no other package, so none is ever loaded.
type noPackages struct{ schema.Loader }

func (noPackages) LoadPackageReference(string, *semver.Version) (schema.PackageReference, error) {
	return nil, errOther
}

func (noPackages) LoadPackageReferenceV2(context.Context, *schema.PackageDescriptor) (schema.PackageReference, error) {
	return nil, errOther
}

var (
	errOther = errors.New("the schema refers to another package; sdkgen loads none")
	loader   = noPackages{schema.NewNullLoader()}
)

func main() {
	file := flag.String("schema", "", "the package schema")
	pythonDir := flag.String("python", "", "folder for the Python SDK")
	goDir := flag.String("go", "", "folder for the Go SDK")
	flag.Parse()
	if err := run(*file, *pythonDir, *goDir); err != nil {
		fmt.Fprintln(os.Stderr, "sdkgen:", err)
		os.Exit(1)
	}
}

func run(file, pythonDir, goDir string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	pkg, diags, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	for _, diag := range diags {
		fmt.Fprintln(os.Stderr, diag.Error())
	}
	if diags.HasErrors() {
		return fmt.Errorf("%s is no valid package schema", file)
	}
	if pythonDir != "" {
		files, err := python.GeneratePackage("sdkgen", pkg, nil, loader)
		if err := write(pythonDir, files, err); err != nil {
			return err
		}
	}
	if goDir != "" {
		files, err := golang.GeneratePackage("sdkgen", pkg, nil)
		if err := write(goDir, files, err); err != nil {
			return err
		}
	}
	return nil
}

func write(dir string, files map[string][]byte, err error) error {
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
