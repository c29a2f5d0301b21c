// Command sumdb-client verifies a published log with the client code of Go's checksum database:
//
//	sumdb-client VKEY FOLDER
//
// It knows nothing of batterypass. It opens the checkpoint as a signed note, reads the hash tiles
// up to its root, proves every entry of the entry bundles by inclusion, every smaller tree by
// consistency, and looks whether damaged copies of each are refused. It prints one line of JSON.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// height is that of the tiles of C2SP tlog-tiles.
const height = 8

// folder reads tiles from their C2SP paths, which are Go's without the height. If spoil is set, it
// changes one byte of the tile of that level and number.
type folder struct {
	path  string
	spoil *tlog.Tile
}

func (f folder) Height() int { return height }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		name := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(f.path, name))
		if err != nil {
			return nil, err
		}
		if f.spoil != nil && f.spoil.L == tile.L && f.spoil.N == tile.N {
			data[0] ^= 1
		}
		found = append(found, data)
	}
	return found, nil
}

// openCheckpoint verifies a signed note and reads the tree in it (C2SP tlog-checkpoint).
func openCheckpoint(data []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("no root of 32 bytes")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

// entries reads the entry bundles: for each entry two bytes of length, then the entry.
func entries(path string, size int64) ([][]byte, error) {
	var found [][]byte
	for first := int64(0); first < size; first += 1 << height {
		width := min(size-first, 1<<height)
		tile := tlog.Tile{H: height, L: 0, N: first >> height, W: int(width)}
		name := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(path, name))
		if err != nil {
			return nil, err
		}
		for range width {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, fmt.Errorf("%s ends too early", name)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			found = append(found, data[2:end])
			data = data[end:]
		}
		if len(data) != 0 {
			return nil, fmt.Errorf("%s has %d bytes too many", name, len(data))
		}
	}
	return found, nil
}

type counts struct {
	Read     string `json:"read"`
	Accepted int    `json:"accepted"`
	Offered  int    `json:"offered"`
	Refused  int    `json:"refused"`
	Damaged  int    `json:"damaged"`
}

// good counts what must be accepted, bad what must be refused.
func (c *counts) good(what string, err error) {
	c.Offered++
	if err == nil {
		c.Accepted++
	} else {
		fmt.Fprintln(os.Stderr, what, err)
	}
}

func (c *counts) bad(what string, err error) {
	c.Damaged++
	if err != nil {
		c.Refused++
	} else {
		fmt.Fprintln(os.Stderr, "accepted although damaged:", what)
	}
}

// tilesOf lists the tiles that a tree has, each in its full width.
func tilesOf(size int64) []tlog.Tile {
	var found []tlog.Tile
	for level := 0; size>>(height*level) > 0; level++ {
		hashes := size >> (height * level)
		for number := int64(0); number<<height < hashes; number++ {
			width := int(min(hashes-number<<height, 1<<height))
			found = append(found, tlog.Tile{H: height, L: level, N: number, W: width})
		}
	}
	return found
}

// proveBelow proves the first two entries below a tile. The reader of version 0.7.0 alone is not
// asked: it leaves out to compare a whole tile with its parent where several of the subtrees that
// make up the root lie in one tile. What it reads is proved against the root here, so it shows.
func proveBelow(tile tlog.Tile, tree tlog.Tree, all [][]byte, reader tlog.HashReader) error {
	first := tile.N << (height * (tile.L + 1))
	for index := first; index < min(first+2, tree.N); index++ {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		if err != nil {
			return err
		}
		leaf := tlog.RecordHash(all[index])
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
			return err
		}
	}
	return nil
}

func run(vkey, path string) (*counts, error) {
	found := &counts{}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	signed, err := os.ReadFile(filepath.Join(path, "checkpoint"))
	if err != nil {
		return nil, err
	}
	tree, err := openCheckpoint(signed, verifier)
	found.good("checkpoint", err)
	if err != nil {
		return nil, err
	}
	// The last characters of the signature have bits that Go's base64 does not look at.
	for at := range len(signed) - len("xx=\n") {
		changed := bytes.Clone(signed)
		changed[at] ^= 1
		_, err := openCheckpoint(changed, verifier)
		found.bad(fmt.Sprintf("checkpoint, byte %d", at), err)
	}
	reader := tlog.TileHashReader(tree, folder{path: path})

	// Kept checkpoints: each is signed, and its root is that of the tiles at its size.
	kept, err := filepath.Glob(filepath.Join(path, "notes", "*"))
	if err != nil {
		return nil, err
	}
	notes := 0
	for _, name := range kept {
		if strings.Contains(filepath.Base(name), ".") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		old, err := openCheckpoint(data, verifier)
		if err == nil {
			var root tlog.Hash
			if root, err = tlog.TreeHash(old.N, reader); err == nil && root != old.Hash {
				err = errors.New("another root")
			}
		}
		found.good(name, err)
		notes++
	}

	// Inclusion of every entry.
	all, err := entries(path, tree.N)
	if err != nil {
		return nil, err
	}
	for index, entry := range all {
		proof, err := tlog.ProveRecord(tree.N, int64(index), reader)
		if err != nil {
			return nil, err
		}
		leaf := tlog.RecordHash(entry)
		found.good(fmt.Sprintf("entry %d", index),
			tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), leaf))
		other := tlog.RecordHash(append(bytes.Clone(entry), 0))
		found.bad(fmt.Sprintf("entry %d with a byte more", index),
			tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), other))
	}

	// Consistency with every smaller tree.
	for size := int64(1); size < tree.N; size++ {
		root, err := tlog.TreeHash(size, reader)
		if err != nil {
			return nil, err
		}
		proof, err := tlog.ProveTree(tree.N, size, reader)
		if err != nil {
			return nil, err
		}
		found.good(fmt.Sprintf("growth from %d", size),
			tlog.CheckTree(proof, tree.N, tree.Hash, size, root))
		root[0] ^= 1
		found.bad(fmt.Sprintf("growth from another root at %d", size),
			tlog.CheckTree(proof, tree.N, tree.Hash, size, root))
	}

	// With one byte of a tile changed, the entries below it are proved no more.
	tiles := tilesOf(tree.N)
	for _, tile := range tiles {
		spoiled := tlog.TileHashReader(tree, folder{path: path, spoil: &tile})
		found.bad(tile.Path(), proveBelow(tile, tree, all, spoiled))
	}
	found.Read = fmt.Sprintf("%d entries, %d tiles, %d kept checkpoints, growth from every size",
		tree.N, len(tiles), notes)
	return found, nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: sumdb-client VKEY FOLDER")
		os.Exit(2)
	}
	found, err := run(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		os.Exit(1)
	}
}
