/**
 * Parquet files of flat tables: {@link ParquetFile} takes rows and writes them in row groups,
 * {@link ThriftStruct} is the form of what the file says about itself. No more of the format than a
 * table of spans needs: every column is optional, values stand plain, pages are compressed by zstd.
 */
@NullMarked
package dev.fulgurite.cli.parquet;

import org.jspecify.annotations.NullMarked;
