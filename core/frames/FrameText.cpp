// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/FrameText.h"

#include "frames/TextDialect.h"
#include "frames/TextPieces.h"

namespace assay {
namespace {

constexpr std::size_t cellsBetweenLooks = 4096;

/// Records are found by their names: each must be there once.
void nameRecords(std::vector<TextColumn> &columns)
{
    for (TextColumn &column : columns)
        if (column.name.empty() && column.schema->isIndex)
            column.name = "index";
    makeNamesUnique(columns);
}

/// One writing.
class Writing
{
public:
    Writing(const Frame &frame, const TextRequest &request, const TextSink &sink, const TextProgress &progress,
            const std::stop_token &stop)
        : m_frame(frame)
        , m_rows(request.rows)
        , m_all(m_rows != nullptr ? static_cast<std::int64_t>(m_rows->size()) : frame.rows())
        , m_columns(columnsToWrite(frame, request.columns))
        , m_dialect(dialectOf(request))
        , m_pieces(sink)
        , m_progress(progress)
        , m_stop(stop)
    {
        if (request.form == TextForm::Records || request.form == TextForm::Python)
            nameRecords(m_columns);
    }

    Result<void> write(bool hasHeader)
    {
        m_dialect->begin(m_columns, hasHeader, m_pieces.text());
        for (std::int64_t at = 0; at < m_all; ++at)
            if (Result<void> written = writeRow(at); !written)
                return written;
        m_dialect->end(m_pieces.text());
        return handOn(m_all);
    }

private:
    Result<void> writeRow(std::int64_t at)
    {
        const std::int64_t row = m_rows != nullptr ? (*m_rows)[static_cast<std::size_t>(at)] : at;
        m_dialect->beginRow(at == 0, m_pieces.text());
        bool isFirst = true;
        for (const TextColumn &column : m_columns) {
            m_dialect->cell(m_frame, column, row, isFirst, m_pieces.text());
            isFirst = false;
            if (++m_cells % cellsBetweenLooks != 0 && !m_pieces.isFull())
                continue;
            if (m_stop.stop_requested())
                return failure(ErrorCode::Cancelled, "Writing the table was cancelled.");
            if (m_pieces.isFull())
                if (Result<void> taken = handOn(at); !taken)
                    return taken;
        }
        m_dialect->endRow(m_pieces.text());
        return {};
    }

    Result<void> handOn(std::int64_t written)
    {
        if (m_stop.stop_requested())
            return failure(ErrorCode::Cancelled, "Writing the table was cancelled.");
        Result<void> taken = m_pieces.flush();
        if (taken && m_progress)
            m_progress(written, m_all);
        return taken;
    }

    const Frame &m_frame;
    const RowList *m_rows;
    std::int64_t m_all; ///< rows
    std::vector<TextColumn> m_columns;
    std::unique_ptr<TextDialect> m_dialect;
    TextPieces m_pieces;
    const TextProgress &m_progress;
    const std::stop_token &m_stop;
    std::size_t m_cells = 0;
};

} // namespace

Result<void> writeText(const Frame &frame, const TextRequest &request, const TextSink &sink, const TextProgress &progress,
                       const std::stop_token &stop)
{
    return Writing(frame, request, sink, progress, stop).write(request.hasHeader);
}

Result<std::string> textOf(const Frame &frame, const TextRequest &request, const std::stop_token &stop)
{
    std::string text;
    const TextSink sink = [&text](std::string_view piece) -> Result<void> {
        text += piece;
        return {};
    };
    const Result<void> written = writeText(frame, request, sink, {}, stop);
    if (!written)
        return tl::unexpected<Error>(written.error());
    return text;
}

} // namespace assay
